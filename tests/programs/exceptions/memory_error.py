try:
    block = bytearray(1 << 45)
    print(len(block))
except MemoryError:
    print("no memory for that")
print("still alive", len(bytearray(1000)))
