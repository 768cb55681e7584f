found: list[object] = [1, True, 1.0]
for item in found:
    try:
        match item:
            case 1 | 2 as number:
                print(number)
        if item == 1:
            print(item + 1)
    except TypeError as error:
        print(error)
