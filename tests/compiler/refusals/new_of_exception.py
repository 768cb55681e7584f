class ParseError(Exception):
    def __new__(cls, text: str) -> "ParseError":
        return super().__new__(cls, text)


print(ParseError("line 3"))
