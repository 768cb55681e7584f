value = len("abc")
match value:
    case 3:
        print("three")
    case _:
        print("other")
