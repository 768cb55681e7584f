# UTF-16 and UTF-32 in every order of bytes: what is written, what is read, what is an error, and what the handlers make of it.
NAMES = ("utf-16", "utf-16-le", "UTF_16BE", "utf-32", "utf_32_le", "utf-32-be", "U16", "utf32")
TEXTS = ("", "a", "aé€\U0001f600z", "\ufeff", "\ud800\udc00x", "ab\udfff")
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace")
INPUTS = (
    b"", b"\x00", b"\x00\xd8", b"\x00\xd8\x00", b"\x00\xdc", b"\x00\xd8a\x00", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00\xd8",
    b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\x00\xfe\xff\x00\x00\x00a", b"\x00\x00\x00\x11", b"\x00\xd8\x00\x00", b"\x00\x00\xd8\x00\x01",
    b"\x01\x02\x03", b"=\xd8\x00\xde", b"\xd8=\xde\x00!\x00", b"\xff\xff\x10\x00",
)


def encoded(text: str, name: str, handler: str) -> str:
    try:
        return text.encode(name, handler).hex(" ", 4)
    except UnicodeEncodeError as error:
        return f"{error} | {error.encoding} {error.start} {error.end} {error.reason}"


def decoded(data: bytes, name: str, handler: str) -> str:
    try:
        return ascii(data.decode(name, handler))
    except UnicodeDecodeError as error:
        return f"{error} | {error.encoding} {error.start} {error.end}"
    except TypeError as error:
        return type(error).__name__


for name in NAMES:
    for text in TEXTS:
        for handler in HANDLERS:
            print(name, ascii(text), handler, encoded(text, name, handler))
    for data in INPUTS:
        for handler in HANDLERS:
            print(name, data.hex(), handler, decoded(data, name, handler))
text = "Grüße, 世界 🌍! " * 50
for name in NAMES:
    data = text.encode(name)
    print(name, len(data), data.decode(name) == text, str(bytearray(data), name) == text, memoryview(data).tobytes().decode(name)[-4:])
try:
    "x".encode("utf-64")
except LookupError as error:
    print(error)
