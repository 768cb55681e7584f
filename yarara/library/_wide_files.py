"""Files of text in encodings whose lines cannot be found by a byte."""

from __future__ import annotations

from yarara.library._file_objects import BufferedFile, TextIOWrapper


class WideTextFile(TextIOWrapper):
    """One in UTF-16, UTF-32 or UTF-8 with a mark. What is left of it is taken whole when something is read: its text is looked through, not its bytes."""

    def __init__(self, buffer: BufferedFile, encoding: str, errors: str, newline: str | None) -> None:
        super().__init__(buffer, encoding, errors, newline)
        self._mark = b"" if encoding.replace("_", "-").endswith(("le", "be")) else "".encode(encoding)
        self._body = encoding if self._mark == b"" else _body_behind(self._mark)
        self._text = ""
        self._at = 0  # what of the text was read
        self._start = -1  # where in the file the text begins; -1 while none was taken

    def _take(self) -> None:
        """Have the text from the position on."""
        if self._start >= 0:
            return
        position = self.buffer.tell()
        self.buffer.seek(0)
        first = self.buffer.read(len(self._mark))
        body = _body_behind(first)
        if body != "":
            self._body = body
        self._start = self.buffer.seek(position if body == "" else max(position, len(first)))
        self._text = self.buffer.read().decode(self._body, self.errors)
        self._at = 0

    def _rest(self) -> str:
        self._take()
        start, self._at = self._at, len(self._text)
        return self._text[start:]

    def _characters(self, most: int) -> str:
        self._take()
        start = self._at
        self._at = min(start + most, len(self._text))
        if self._newline is None and self._text[start:self._at].endswith("\r") and self._text.startswith("\n", self._at):
            self._at += 1
        return self._translated(self._text[start:self._at])

    def readline(self) -> str:
        self.buffer._check_readable()
        self._take()
        text, start = self._text, self._at
        feed = text.find("\n", start) + 1
        end = feed if feed > 0 else len(text)
        alone = text.find("\r", start, end) + 1 if self._newline is None or self._newline == "" else 0
        if alone > 0 and not (alone == end - 1 and feed > 0):
            end = alone
        self._at = end
        return self._translated(text[start:end])

    def write(self, text: str) -> int:
        self._leave_text()
        at = self.buffer._file.size() if self.buffer._appends else self.buffer.tell()
        if at == 0 and text != "":
            self.buffer.write(self._mark)
            self._body = self.encoding if self._mark == b"" else _body_behind(self._mark)
        newline = self._newline
        written = text if newline is None or newline == "" or newline == "\n" else text.replace("\n", newline)
        self.buffer.write(written.encode(self._body, self.errors))
        return len(text)

    def _leave_text(self) -> None:
        """Go on with the bytes behind what was read."""
        if self._start >= 0:
            self.buffer.seek(self.tell())
            self._start = -1

    def tell(self) -> int:
        return self.buffer.tell() if self._start < 0 else self._start + len(self._text[:self._at].encode(self._body, "replace"))

    def seek(self, offset: int, whence: int = 0) -> int:
        self._leave_text()
        return super().seek(offset, whence)

    def truncate(self, size: int | None = None) -> int:
        self._leave_text()
        return super().truncate(size)


def _body_behind(mark: bytes) -> str:
    """How the text is written behind a mark; nothing if it is none."""
    if mark == b"\xff\xfe\x00\x00" or mark == b"\x00\x00\xfe\xff":
        return "utf-32-be" if mark[0] == 0 else "utf-32-le"
    if mark == b"\xff\xfe" or mark == b"\xfe\xff":
        return "utf-16-be" if mark[0] == 0xFE else "utf-16-le"
    return "utf-8" if mark == b"\xef\xbb\xbf" else ""
