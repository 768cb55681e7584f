class Buffer(bytearray):
    def head(self) -> int:
        return self[0]


print(Buffer(b"abc").head())
