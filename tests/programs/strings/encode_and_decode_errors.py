text = "naïve café ☕ \U0001f600"
for encoding in ("utf-8", "ascii", "latin-1"):
    for errors in ("strict", "ignore", "replace", "backslashreplace"):
        try:
            print(encoding, errors, text.encode(encoding, errors))
        except UnicodeEncodeError as error:
            print(encoding, errors, error)
raw = b"caf\xc3\xa9 \xff\xfe \xe2\x82 end"
for errors in ("strict", "ignore", "replace", "backslashreplace"):
    try:
        print(errors, repr(raw.decode("utf-8", errors)))
    except UnicodeDecodeError as error:
        print(errors, error, error.start, error.end, error.reason, error.encoding)
print(raw.decode("latin-1"), bytes(range(128)).decode("ascii") == "".join(map(chr, range(128))))
for bad in (b"\x80", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe4\xb8", b"a\xf0\x9f\x98"):
    try:
        bad.decode()
    except UnicodeDecodeError as error:
        print(bad, error)
    print(ascii(bad.decode(errors="replace")))
try:
    text.encode("no-such")
except LookupError as error:
    print(error)
print("é".encode(), "é".encode("utf_8"), "é".encode("LATIN1"), str(b"abc", "ascii"), str(b"\xe9", encoding="latin-1"), "".encode())
