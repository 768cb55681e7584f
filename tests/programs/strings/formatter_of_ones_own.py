"""`string.Formatter`, and classes that write some of its methods anew."""

from collections.abc import Mapping, Sequence
from string import Formatter

plain = Formatter()
print(plain.format("{} and {}", 1, "two"), plain.format("{1}{0!r:>6}", "a", 2.5), plain.format("{name:<{width}}|", name="x", width=4))
print(plain.vformat("{0} {key}", (1, 2), {"key": [3]}), plain.format("{{}} {{{}}}", 7), plain.format("no fields"))
print(list(plain.parse("a{b!r:>3}c{{d}}{}")))
for template in ("{2}", "{missing}", "{0} {}", "{", "}", "{0!x}", "{:{:{}}}"):
    try:
        print(plain.format(template, 1))
    except (IndexError, KeyError, ValueError) as error:
        print(template, type(error).__name__)


class Forgiving(Formatter):
    """Names that are missing stay as they are."""

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        if isinstance(key, str) and key not in kwargs:
            return "{" + key + "}"
        return super().get_value(key, args, kwargs)


class Shouting(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec.endswith("!"):
            return super().format_field(value, format_spec[:-1]).upper() + "!"
        return super().format_field(value, format_spec)

    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "l" and isinstance(value, str):
            return value.lower()
        return super().convert_field(value, conversion)


class Strict(Formatter):
    def check_unused_args(self, used_args: set[int | str], args: Sequence[object], kwargs: Mapping[str, object]) -> None:
        unused = [name for name in kwargs if name not in used_args] + [str(i) for i in range(len(args)) if i not in used_args]
        if unused:
            raise ValueError(f"not used: {unused}")


print(Forgiving().format("{greeting}, {name}! {0}", 3, name="Ada"))
print(Shouting().format("{:>8!}{!l}", "hey", "QUIET"))
try:
    Strict().format("{a} {0}", 1, 2, a=1, b=2)
except ValueError as error:
    print(error)
