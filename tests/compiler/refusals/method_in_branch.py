import sys

if len(sys.argv) > 5:
    def greet() -> str:
        return "a"
else:
    def greet() -> str:
        return "b"
print(greet())
