"""Words are mixed without a check for overflow, because the result is masked; a plain sum is checked."""


def mix(value: int, seed: int) -> int:
    return (value * 31 + seed) & 0xFFFFFFFF


def add(left: int, right: int) -> int:
    return left + right


operations = [mix, add]
print([operation(2, 3) for operation in operations])
