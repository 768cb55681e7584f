"""Complex numbers as text: `repr`, format specifications, `complex()` of text and numbers, among other types."""

from __future__ import annotations


def describe(value: object) -> str:
    if isinstance(value, complex):
        return f"complex {value.real} {value.imag}"
    if isinstance(value, (int, float)):
        return f"real {value}"
    return type(value).__name__


def double(value: int | float | complex) -> int | float | complex:
    return value * 2


def main() -> None:
    print(1j, -1j, 0j, -0.0 + 0j, complex(-0.0, 0), complex(0, -0.0), 1e16 + 1e-7j, 0.1 + 0.2j, complex(1, float("inf")))
    print(complex(float("nan"), -float("inf")), 1 + 0j, -2.5 - 1.5j, 100000000000000000000j, 3 - 0j)
    print(complex(), complex(2), complex(2.5), complex(1, 2), complex(real=1), complex(imag=2.5), complex(True), complex(1 + 2j), complex(1 + 2j, 3))
    for text in ("1+2j", " -1.5e3-2.5E-2J ", "(3+4j)", "j", "-j", "+j", "1-j", "7", "1e5", "inf+nanj", "-infj", "1_000.5+1_0j", "2.5j", "( 1j )"):
        print(repr(text), complex(text))
    for text in ("", "1+", "1 + 2j", "1+2", "abc", "1+2jj", "(1+2j", "1j+2", "--1j"):
        try:
            print(complex(text))
        except ValueError as error:
            print(repr(text), error)
    z = 1234.5678 - 0.25j
    print(f"{z}", f"{z:.2f}", f"{z:+.1e}", f"{z:,.1f}", f"{z:>24.1f}|", f"{z:<24.1f}|", f"{z:*^24.1f}|", f"{z:.3}", f"{z:g}", f"{z: .1f}")
    print(f"{2j:>8}|", f"{2j:.3}", f"{1 + 2j:>12}|", f"{1 + 2j:+}", f"{z!r}", "%s %r" % (z, 1j), str(1j) + repr(z), format(1j, "f"))
    for spec in ("08.1f", "=8", "d"):
        try:
            print(format(z, spec))
        except ValueError as error:
            print(spec, error)
    values: list[object] = [1j, 2, 2.5, "x", None, 3 + 0j]
    print([describe(v) for v in values], [type(v).__name__ for v in values], values)
    print([double(v) for v in (2, 2.5, 1 + 1j)], isinstance(1j, complex), isinstance(1, complex), type(1j), complex)
    maybe: complex | None = None
    print(maybe, maybe is None)
    maybe = 2j
    print(maybe, maybe == 2j)


main()


def compare_all() -> None:
    """Numbers of every type among objects: equal and hashed alike."""
    values: list[object] = [1, 1.0, 1 + 0j, True, "1", 2j, 2, -1.5, -1.5 + 0j]
    for v in values:
        print([v == w for w in values])
    counts: dict[object, int] = {}
    for v in values:
        counts[v] = counts.get(v, 0) + 1
    print(counts)
    either: int | complex = 3
    print(either == 3 + 0j, either + 1j, 1 + 0j in values)


compare_all()
