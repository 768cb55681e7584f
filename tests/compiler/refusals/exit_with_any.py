from typing import Any


class Session:
    def __enter__(self) -> int:
        return 1

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        print("left")


with Session() as number:
    print(number)
