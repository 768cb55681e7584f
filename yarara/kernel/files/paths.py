"""Paths as text."""

from __future__ import annotations


def absolute(path: str, base: str) -> str:
    """The path from the root, "" for the root itself, without `.`, `..` and needless slashes; one that does not begin with a slash begins at `base`."""
    parts: list[str] = []
    for part in (path if path.startswith("/") else base + "/" + path).split("/"):
        if part == "..":
            if len(parts) > 0:
                parts.pop()
        elif part != "" and part != ".":
            parts.append(part)
    return "".join(["/" + part for part in parts])


def leads_into(path: str, point: str) -> bool:
    """Whether an absolute path is that of a mount point or of something below it."""
    return path == point or path.startswith(point + "/")
