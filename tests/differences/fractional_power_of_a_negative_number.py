def root(x: float) -> None:
    try:
        print(x ** 0.5)
    except ValueError as error:
        print(error)


root(4.0)
root(-4.0)
print((-2.0) ** 3.0)
print(complex(-4.0) ** 2)
