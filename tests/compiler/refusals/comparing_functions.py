def f() -> int:
    return 1


handlers = [f]
print(f in handlers)
