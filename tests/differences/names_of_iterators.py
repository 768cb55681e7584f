"""`type(x).__name__` of an iterator: of text it is one class here, and most of `itertools` are generators."""

import itertools

print(type(iter("text")).__name__, type(iter("tëxt")).__name__)
print(type(itertools.count()).__name__, type(itertools.islice([1, 2], 1)).__name__)
