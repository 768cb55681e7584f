from collections import UserString


class Name(UserString): ...


print(Name())
