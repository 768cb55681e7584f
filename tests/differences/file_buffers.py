import os

file = open("difference.txt", "w")
file.write("words")
with open("difference.txt") as other:
    print(repr(other.read()))
file.close()
os.remove("difference.txt")
