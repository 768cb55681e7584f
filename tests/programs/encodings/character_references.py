"""`encode(errors="xmlcharrefreplace")`: what an encoding does not have becomes a reference."""


def main() -> None:
    for text in ("", "plain", "aé€😀z", "日本", "\x80", "ÿĀ"):
        print(text.encode("ascii", "xmlcharrefreplace"), text.encode("latin-1", errors="xmlcharrefreplace"), text.encode("utf-8", "xmlcharrefreplace"))
    print("\ud800!".encode("utf-8", "xmlcharrefreplace"), b"ab".decode("ascii", "xmlcharrefreplace"))
    try:
        print(b"a\xff".decode("ascii", "xmlcharrefreplace"))
    except TypeError as error:
        print("TypeError:", error)
    print("é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é€".encode("ascii", "backslashreplace"))


main()
