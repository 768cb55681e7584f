print({"two": 2, "one": 1})
print({1000, 3, 17, 8, 5000})
