def double(x: int) -> int:
    return 2 * x


text: int = "ab"  # type: ignore[assignment]
print(double(text))
