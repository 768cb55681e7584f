import collections
import os
import string
import sys

sys.stdout.write("written\n")
print("to stderr: é", file=sys.stderr)
print(sys.byteorder, sys.maxsize, string.hexdigits, os.path.join("a", "b", "/c"), os.path.splitext("x/.a.b"), os.path.split("/a/b/"))
print(os.path.normpath("/a/./b/../../c//d"), os.sep, string.capwords("hello wORLD"))
d: collections.deque[int] = collections.deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.rotate(2)
print(d, len(d), d[0], 3 in d, d.pop(), d.popleft(), list(d))
try:
    sys.exit(3)
except SystemExit as status:
    print(status.code, repr(status))
