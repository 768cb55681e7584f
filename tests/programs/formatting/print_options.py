import sys

print()
print("a", 1, 2.5, None, True, [1], (2,), {"k": "v"})
print("a", "b", sep="")
print("a", "b", "c", sep=", ", end="!\n")
print("no newline", end="")
print()
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("to stderr too\n")
print("flushed", flush=True)
print("tab\tand\\backslash", "ünïcödé 日本 🐍")
