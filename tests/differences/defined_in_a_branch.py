import sys

if len(sys.argv) > 5:
    def helper() -> str:
        return "helped"

try:
    print(helper())
except NameError as error:
    print("NameError:", error)
