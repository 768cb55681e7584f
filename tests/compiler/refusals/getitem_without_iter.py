class Squares:
    def __getitem__(self, index: int) -> int:
        if index >= 3:
            raise IndexError(index)
        return index * index


for square in Squares():
    print(square)
