"""`pathlib`: paths as objects (POSIX), and the files they lead to."""

from __future__ import annotations

import os
from yarara.library._opening import open_binary, open_text


class PurePath:
    """A path without a file."""

    def __init__(self, *parts: str) -> None:
        text = ""
        for part in parts:
            text = part if text == "" else os.path.join(text, part)
        self._text = _simplified(text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"PosixPath({self._text!r})"

    def __fspath__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PurePath) and self._text == other._text

    def __lt__(self, other: PurePath) -> bool:
        return self.parts < other.parts

    def __hash__(self) -> int:
        return hash(self._text)

    @property
    def parts(self) -> list[str]:
        """The root, if there is one, and the names."""
        names = [name for name in self._text.split("/") if name != "" and name != "."]
        return ["/", *names] if self._text.startswith("/") else names

    @property
    def name(self) -> str:
        """The last part."""
        base = os.path.basename(self._text)
        return "" if base == "." else base

    @property
    def suffix(self) -> str:
        """From the last dot of the name, with it."""
        at = self.name.rfind(".")
        return self.name[at:] if 0 < at < len(self.name) - 1 else ""

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name[:len(self.name) - len(self.suffix)]

    def is_absolute(self) -> bool:
        return self._text.startswith("/")

    def as_posix(self) -> str:
        return self._text


class Path(PurePath):
    """A path, and what there is."""

    def __truediv__(self, other: str | Path) -> Path:
        return Path(os.path.join(self._text, str(other)))

    def joinpath(self, *others: str) -> Path:
        joined = self._text
        for other in others:
            joined = os.path.join(joined, other)
        return Path(joined)

    @property
    def parent(self) -> Path:
        return Path(os.path.dirname(self._text))

    def with_name(self, name: str) -> Path:
        return Path(os.path.join(os.path.dirname(self._text), name))

    def with_suffix(self, suffix: str) -> Path:
        return self.with_name(self.stem + suffix)

    def exists(self) -> bool:
        return os.path.exists(self._text)

    def is_file(self) -> bool:
        return os.path.isfile(self._text)

    def is_dir(self) -> bool:
        return os.path.isdir(self._text)

    def stat(self) -> os.stat_result:
        return os.stat(self._text)

    def iterdir(self) -> list[Path]:
        """What is in a directory."""
        return [self / name for name in os.listdir(self._text)]

    def mkdir(self, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if parents:
            if not exist_ok and os.path.exists(self._text):
                os.mkdir(self._text)  # which says that it is there
            os.makedirs(self._text, mode, True)
            return
        try:
            os.mkdir(self._text)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self) -> None:
        os.rmdir(self._text)

    def unlink(self, missing_ok: bool = False) -> None:
        try:
            os.remove(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target: str | Path) -> Path:
        os.rename(self._text, str(target))
        return Path(str(target))

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        with open_text(self._text, "r", -1, encoding, errors) as file:
            return file.read()

    def write_text(self, data: str, encoding: str | None = None, errors: str | None = None, newline: str | None = None) -> int:
        with open_text(self._text, "w", -1, encoding, errors, newline) as file:
            return file.write(data)

    def read_bytes(self) -> bytes:
        with open_binary(self._text, "rb") as file:
            return file.read()

    def write_bytes(self, data: bytes) -> int:
        with open_binary(self._text, "wb") as file:
            return file.write(data)


def _simplified(text: str) -> str:
    """Without `.`, double slashes and a slash at the end; `..` stays."""
    names = [name for name in text.split("/") if name != "" and name != "."]
    root = "/" if text.startswith("/") else ""
    return root + "/".join(names) if names or root else "."
