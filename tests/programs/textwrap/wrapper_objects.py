"""`TextWrapper`: its attributes, changed between calls, and two spaces behind sentences."""

import textwrap
from textwrap import TextWrapper

TEXT = "The first sentence ends here. Does \"this one?\" Yes! It (e.g. this one) ends too.\tA tab, and a-hyphenated-word; END. Done."
wrapper = TextWrapper(width=28, initial_indent="- ", subsequent_indent="  ")
for line in wrapper.wrap(TEXT):
    print(repr(line))
print(wrapper.fill(TEXT[:60]))
wrapper.width = 20
wrapper.max_lines = 3
wrapper.placeholder = " ~"
print(wrapper.wrap(TEXT))
wrapper.max_lines = None
wrapper.fix_sentence_endings = True
wrapper.initial_indent = ""
print(wrapper.wrap(TEXT))
print(textwrap.fill(TEXT, 100, fix_sentence_endings=True))
for breaks in (True, False):
    for drops in (True, False):
        narrow = TextWrapper(7, break_long_words=breaks, drop_whitespace=drops, break_on_hyphens=not drops, tabsize=4, expand_tabs=drops, replace_whitespace=breaks)
        print(narrow.wrap("  wide-words and\ttabs\nlines   extraordinarily  "))


class Quoted(TextWrapper):
    def wrap(self, text: str) -> list[str]:
        return ["> " + line for line in super().wrap(text)]


print(Quoted(width=24).fill(TEXT))
try:
    TextWrapper(width=3, max_lines=1).wrap("word word")
except ValueError as error:
    print(error)
