from typing import Any


def show(value: Any) -> None:
    print(value.name)


show(3)
