import sys

try:
    sys.exit(9)
except SystemExit as stop:
    print("caught", stop.code)
try:
    print("working")
    sys.exit(42)
finally:
    print("cleaning up")
