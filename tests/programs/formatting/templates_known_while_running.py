print("{a} {b:>4}|{c!r:{w}}|{{}}".format_map({"a": 1, "b": 2, "c": 3, "w": 5}))
class Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "<" + key + ">"
print("{hello} {name!r:>8} {x:^7}".format_map(Lenient(name="Ann")))
mixed: dict[str, object] = {"n": 3.14159, "s": "text", "l": [1, 2], "none": None}
print("{n:.2f} {s!r} {l} {none!s:>6} {s:*^9}".format_map(mixed))
for text in ("{", "}", "{a", "{a!", "{a!r", "{a!x}", "{a!rx}", "{}", "{0}", "{b}", "{a:{a:{a}}}", "{a{", "{a:", "x{{y}}z", "{a:{", "{a!r:>{w}}", "{a:>{w}}|"):
    try:
        print(text, "=>", text.format_map({"a": 1, "w": 4}))
    except (ValueError, KeyError) as error:
        print(text, type(error).__name__, error)
def greet(template: str, name: str, count: int) -> str:
    return template.format(name, count, who=name)
for template in ("{} has {}", "{1} for {0}", "{who} {0!r:>6} {1:03d}", "{0} {}", "{} {0}", "{2}", "{x}", "plain"):
    try:
        print(greet(template, "Bob", 7))
    except (ValueError, KeyError, IndexError) as error:
        print(type(error).__name__, error)
