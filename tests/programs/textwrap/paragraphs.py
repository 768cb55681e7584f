import textwrap

text = "The quick brown fox, which is well-known, jumped over the extraordinarily lazy dog -- and then a mother-in-law saw it.\tEnd"
for width in [10, 17, 24, 40, 200]:
    print(width, textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_long_words=False), textwrap.wrap("a" * 25, 10), textwrap.wrap("", 5), textwrap.wrap("   ", 5))
print(textwrap.shorten("Hello  world, how   are you?", 15), textwrap.shorten("Hello world", 100), textwrap.shorten("Hello world", 8, placeholder=".."))
print(textwrap.wrap(text, 20, max_lines=2), textwrap.wrap(text, 20, break_on_hyphens=False, max_lines=3, placeholder="..."))
block = """
    def f(x):
        return x

      done
    """
print(repr(textwrap.dedent(block)), repr(textwrap.dedent("a\n  b")), repr(textwrap.dedent("\t x\n\t y\n \t\n")))
print(textwrap.indent("one\n\ntwo\n", "> "), textwrap.indent("one\n\ntwo", "+ ", lambda line: True))
try:
    textwrap.wrap("x", 0)
except ValueError as error:
    print(error)
try:
    textwrap.shorten("abc def", 3)
except ValueError as error:
    print(error)
