from string import Template

letter = Template("Dear $name,\nyou owe $$${amount} since ${when}.\n$name, pay!")
print(letter.substitute({"name": "Ann", "amount": 12, "when": "May"}))
print(letter.substitute(name="Bob", amount=3.5, when=None))
print(letter.substitute({"name": "Cid", "amount": "1"}, when=[2, 3], amount=7))
print(letter.safe_substitute({"name": "Dora"}))
print(letter.safe_substitute(amount=0), letter.safe_substitute())
print(letter.template.count("$"), letter.get_identifiers(), letter.is_valid())
for text in ("$", "a $ b", "${x", "${}", "$1", "two\nlines $!", "$x$", "$$", "$x$y", "${x}y", "$xé", "", "$_a1b", "x\r\n$-"):
    template = Template(text)
    print(repr(text), template.is_valid(), template.get_identifiers(), repr(template.safe_substitute({"x": 1, "_a1b": "_"})))
    try:
        print(repr(template.substitute({"x": 1}, y=2)))
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Percent(Template):
    delimiter = "%"


print(Percent("%a costs $5 %% %{b}").substitute(a="tea", b="!"))
