import textwrap

print(textwrap.wrap("some words", 0))
