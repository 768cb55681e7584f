class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.next = None


first = Node(1)
first.next = Node(2)
