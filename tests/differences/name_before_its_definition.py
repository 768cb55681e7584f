def show() -> None:
    try:
        print(limit)
        print(names)
    except NameError as error:
        print("NameError:", error)


show()
limit = 3
names = ["a"]
show()
