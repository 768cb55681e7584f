def again() -> None:
    raise


try:
    print(1 // 0)
except ZeroDivisionError:
    again()
