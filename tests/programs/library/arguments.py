# arguments: one two=2 --flag é
import sys

print(len(sys.argv), sys.argv[1:])
for argument in sys.argv[1:]:
    print(argument, len(argument))
