"""`sys.version_info` with names, `float_info`, `intern`, `time.process_time`."""

import sys
import time

print(sys.version_info[:2], sys.version_info.major, sys.version_info.minor, sys.version_info.releaselevel, sys.version_info >= (3, 8), len(sys.version_info))
if sys.version_info >= (3, 11):
    print("new enough")
else:
    print("too old")
major, minor, *_ = sys.version_info
print(f"{major}.{minor}", sys.hexversion >> 16 == 0x030B, sys.float_repr_style)

print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_info.min_exp, sys.float_info.radix, sys.float_info.max_10_exp, sys.float_info.min_10_exp, sys.float_info.rounds)
print(1.0 + sys.float_info.epsilon > 1.0, 1.0 + sys.float_info.epsilon / 2 == 1.0, sys.intern("word"), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.maxsize)
before = time.process_time()
elapsed_ns = time.process_time_ns()
print(before >= 0.0, time.process_time() >= before, time.process_time_ns() >= elapsed_ns, time.thread_time() >= 0.0, time.thread_time_ns() >= 0)
