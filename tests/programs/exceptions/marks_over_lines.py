"""Of an expression over several lines the part on its first line is marked; tabs count as one column."""

from collections.abc import Callable

from failing import raise_chained

numbers = [1, 2, 3]
zero = 0


def many_lines() -> None:
    print("first",
          numbers[
              7
          ],
          "last")


def more_lines() -> None:
    x = (1 +
         2 //
         zero)


def tabs() -> None:
	if zero == 0:
		x = "	"; y = 1	// zero


tests: list[Callable[[], None]] = [
    many_lines, more_lines, tabs,
]
raise_chained(tests)
