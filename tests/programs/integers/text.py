for text in ("0", "42", "-17", "+5", "  12  ", "1_000", "0x1f", "abc", "", "9223372036854775807", "1.5"):
    try:
        print(repr(text), int(text))
    except ValueError as error:
        print(error)
print(int("ff", 16), int("0xff", 16), int("1011", 2), int("z", 36), int("0b11", 0), int("-0o17", 8))
print(str(123), repr(-5), hex(255), hex(-255), bin(10), oct(8), hex(0), bin(-3), chr(97), ord("z"))
print(str(9223372036854775807), str(-9223372036854775808), str(0))
