# seen in a virtual machine only
try:
    print(input())
except EOFError:
    print("the end")
