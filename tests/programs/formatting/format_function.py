print(format(3.14159, ".2f"), format(42, "b"), format("x", ">3"), format(7), format(True))
for spec in ("d", "5d", ".2q"):
    try:
        print(format(5, spec))
    except ValueError as error:
        print(type(error).__name__)
