"""`os.path`: paths as text (POSIX)."""

from __future__ import annotations

from yarara.kernel.files import mounts
from yarara.kernel.files.filesystem import KIND_MASK, REGULAR, Status

sep: str = "/"


def _status(path: str) -> Status | None:
    try:
        place = mounts.find(path)
        return place.status()
    except (OSError, ValueError):
        return None


def exists(path: str) -> bool:
    return _status(path) is not None


def isdir(s: str) -> bool:
    status = _status(s)
    return status is not None and status.is_directory()


def isfile(path: str) -> bool:
    status = _status(path)
    return status is not None and status.mode & KIND_MASK == REGULAR


def getsize(filename: str) -> int:
    """Raises OSError."""
    return mounts.find(filename).status().size


def getmtime(filename: str) -> float:
    """Seconds since 1970. Raises OSError."""
    return mounts.find(filename).status().modified / 1e9


def abspath(path: str) -> str:
    return normpath(join(mounts.working_directory(), path))


def isabs(s: str) -> bool:
    return s.startswith(sep)


def join(a: str, b: str, c: str = "", d: str = "") -> str:
    """Up to four parts; an absolute part drops what is before it."""
    joined = _join_two(a, b)
    if c != "":
        joined = _join_two(joined, c)
    return joined if d == "" else _join_two(joined, d)


def _join_two(a: str, b: str) -> str:
    if b.startswith(sep):
        return b
    return a + b if a == "" or a.endswith(sep) else a + sep + b


def split(p: str) -> tuple[str, str]:
    """What is before the last slash (without slashes at its end), and what is after it."""
    at = p.rfind(sep) + 1
    head = p[:at]
    if head != sep * len(head):
        head = head.rstrip(sep)
    return head, p[at:]


def basename(p: str) -> str:
    return p[p.rfind(sep) + 1:]


def dirname(p: str) -> str:
    return split(p)[0]


def splitext(p: str) -> tuple[str, str]:
    """The path and its extension with the dot; dots at the start of a name begin no extension."""
    start = p.rfind(sep) + 1
    dot = p.rfind(".", start)
    while start < dot and p[start] == ".":
        start += 1
    if start < dot:
        return p[:dot], p[dot:]
    return p, ""


def normpath(path: str) -> str:
    """Without double slashes, `.` and `..` where that can be told from the text."""
    if path == "":
        return "."
    slashes = 0
    if path.startswith(sep):
        slashes = 2 if path.startswith("//") and not path.startswith("///") else 1
    parts: list[str] = []
    for part in path.split(sep):
        if part == "" or part == ".":
            continue
        if part != ".." or slashes == 0 and len(parts) == 0 or len(parts) > 0 and parts[-1] == "..":
            parts.append(part)
        elif len(parts) > 0:
            parts.pop()
    normal = sep * slashes + sep.join(parts)
    return normal if normal != "" else "."
