"""`collections.UserList`: slices, sums and copies are of the class itself; methods of one's own are called."""

from collections import UserList


class Stack(UserList[int]):
    def total(self) -> int:
        return sum(self.data)

    def append(self, item: int) -> None:
        print("append", item)
        super().append(item)


l = Stack([1,2,3])
l.append(4)
print(l, l.total(), l[1:], l[1:].total(), l + [5], [0] + l, len(l), 3 in l, l[0], l[-1])
l[0] = 9
l[1:2] = [7, 7]
del l[-1]
l.extend([5, 6])
l.sort()
print(l, l.index(7), l.count(7), l == [3, 5, 6, 7, 7, 9], l < [4], l * 2, type(l * 2).__name__)
l.sort(key=lambda x: -x, reverse=True)
l += [1]
l.reverse()
print(l, l.pop(), l.pop(0), l.copy(), list(reversed(l)), bool(l), bool(Stack()))
for x in l:
    print(x, end=" ")
print(UserList("abc"), UserList(["x"]) + ["y"], sorted(UserList([3, 1])))
l.clear()
try:
    l[0]
except IndexError as e:
    print(e)
