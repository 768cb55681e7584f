print(format(3.14159, ".2f"), format(42, "b"), format("x", ">3"), format(7), format(True))
print("{} and {}".format(1, "two"), "{0} {1} {0}".format("a", "b"), "{:>5}|{:<5}|".format("r", "l"), "{:.1f}".format(2.25))
print("{name} is {age}".format(name="Ada", age=36))
for spec in ("d", "5d", ".2q"):
    try:
        print(format(5, spec))
    except ValueError as error:
        print(type(error).__name__)
