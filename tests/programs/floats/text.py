for value in (0.0, -0.0, 1.0, 0.1, 1e22, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308,
              3.141592653589793, 2.5, 100.0, 1 / 3, 1e300 * 1e10, -1e300 * 1e10, 9007199254740993.0):
    print(value, repr(value), str(value))
for text in ("1", "1.5", " -2.5e3 ", "1e-7", "inf", "-Infinity", "nan", ".5", "5.", "1_0.5", "abc", "", "1e400", "0x1"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
