from collections import UserList


class Stack(UserList[int]): ...


print(Stack())
