import struct

order = "<" if len("ab") > 1 else ">"
print(struct.unpack(order + "H", b"ab"))
