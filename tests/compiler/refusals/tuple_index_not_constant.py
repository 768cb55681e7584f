pair = (1, "a")
for i in range(2):
    print(pair[i])
