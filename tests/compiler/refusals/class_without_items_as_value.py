def check(value: object, kind: type) -> bool:
    return isinstance(value, kind)


print(check([1], list))
