data = bytearray(b"abcd")
view = memoryview(data)[1:]
try:
    data.append(101)
    print(data, bytes(view))
    del data[2:]
    print(bytes(view))
except BufferError as error:
    print("BufferError:", error)
