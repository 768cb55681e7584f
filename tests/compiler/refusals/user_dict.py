from collections import UserDict


class Lower(UserDict[str, int]): ...


print(Lower())
