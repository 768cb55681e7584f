count = 300
print(id(count))
