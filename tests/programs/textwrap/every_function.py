import textwrap
text = "The quick brown fox jumped over the lazy dog, and then it ran a-way from a veryveryverylongword indeed."
for width in (10, 20, 40):
    print("\n".join(f"|{line:<{width}}|" for line in textwrap.wrap(text, width)))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_long_words=False), textwrap.wrap("a-b-c-d-e", 3, break_on_hyphens=False), textwrap.wrap("", 5), textwrap.wrap("   ", 5))
print(textwrap.shorten(text, 30), textwrap.shorten(text, 30, placeholder="..."), textwrap.shorten("hi  there", 20), textwrap.shorten("Hello world!", 11))
block = """
    def f():
        return 1

      indented more
    """
print(repr(textwrap.dedent(block)))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\n\nb", "+ ", lambda line: True), sep="")
w = textwrap.TextWrapper(width=16, max_lines=2, placeholder=" [..]")
print(w.wrap(text), w.fill("short"))
print(textwrap.wrap("tabs\tand\nnewlines  here", 12), textwrap.wrap("tabs\tand", 20, expand_tabs=False), textwrap.wrap("One. Two! Three?  x", 40, fix_sentence_endings=True))
print(textwrap.wrap("x" * 25, 10), textwrap.fill("one two three", 7, drop_whitespace=False).split("\n"))
for bad in (0, -1):
    try:
        textwrap.wrap("a b", bad)
    except ValueError as error:
        print(error)
