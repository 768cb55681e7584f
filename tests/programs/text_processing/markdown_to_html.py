"""A small Markdown: blocks by a state machine, inline marks by a scanner, tables, nested lists, escapes."""
from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import Callable, Iterator

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARKS = {"**": "strong", "*": "em", "`": "code", "~~": "del"}


def inline(text: str) -> str:
    out: list[str] = []
    i = 0
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text):
            out.append(text[i + 1].translate(ESCAPES))
            i += 2
            continue
        for mark in sorted(MARKS, key=len, reverse=True):
            if text.startswith(mark, i) and (end := text.find(mark, i + len(mark))) > 0:
                tag, inner = MARKS[mark], text[i + len(mark):end]
                out.append(f"<{tag}>{inner.translate(ESCAPES) if tag == 'code' else inline(inner)}</{tag}>")
                i = end + len(mark)
                break
        else:
            if text[i] == "[" and (close := text.find("](", i)) > 0 and (end := text.find(")", close)) > 0:
                out.append(f'<a href="{text[close + 2:end]}">{inline(text[i + 1:close])}</a>')
                i = end + 1
            else:
                out.append(text[i].translate(ESCAPES))
                i += 1
    return "".join(out)


@dataclass
class Item:
    text: str
    children: list[Item] = field(default_factory=list)

    def render(self, tag: str, depth: int = 0) -> Iterator[str]:
        pad = "  " * depth
        if not self.children:
            yield f"{pad}<li>{inline(self.text)}</li>"
            return
        yield f"{pad}<li>{inline(self.text)}"
        yield from render_list(self.children, tag, depth + 1)
        yield f"{pad}</li>"


def render_list(items: list[Item], tag: str, depth: int = 0) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}<{tag}>"
    for item in items:
        yield from item.render(tag, depth + 1)
    yield f"{pad}</{tag}>"


def nested(lines: list[str]) -> list[Item]:
    root = Item("")
    stack: list[tuple[int, Item]] = [(-1, root)]
    for line in lines:
        indent = len(line) - len(line.lstrip())
        while stack[-1][0] >= indent:
            stack.pop()
        item = Item(line.strip()[2:])
        stack[-1][1].children.append(item)
        stack.append((indent, item))
    return root.children


def table(lines: list[str]) -> Iterator[str]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    aligns = ["right" if cell.endswith(":") else "left" for cell in rows[1]]
    yield "<table>"
    for n, row in enumerate(rows[:1] + rows[2:]):
        kind = "td" if n else "th"
        yield "  <tr>" + "".join(f'<{kind} align="{a}">{inline(c)}</{kind}>' for a, c in zip(aligns, row)) + "</tr>"
    yield "</table>"


def is_item(line: str) -> bool:
    return line.lstrip().startswith(("- ", "* "))


def blocks(text: str) -> Iterator[str]:
    lines = textwrap.dedent(text).strip("\n").split("\n") + [""]
    pending: list[str] = []

    def paragraph() -> Iterator[str]:
        if pending:
            yield f"<p>{inline(' '.join(pending))}</p>"
            pending.clear()

    i = 0
    while i < len(lines):
        line = lines[i]
        starts: tuple[tuple[Callable[[str], bool], Callable[[list[str]], Iterator[str]]], ...] = (
            (is_item, lambda part: render_list(nested(part), "ul")),
            (lambda l: l.startswith("|"), table),
            (lambda l: l.startswith("> "), lambda part: iter([f"<blockquote>{inline(' '.join(l[2:] for l in part))}</blockquote>"])),
        )
        for test, write in starts:
            if test(line):
                yield from paragraph()
                end = i
                while test(lines[end]):
                    end += 1
                yield from write(lines[i:end])
                i = end
                break
        else:
            if line.startswith("#"):
                yield from paragraph()
                level = len(line) - len(line.lstrip("#"))
                yield f"<h{level}>{inline(line[level:].strip())}</h{level}>"
            elif line.startswith("```"):
                yield from paragraph()
                end = lines.index("```", i + 1)
                yield "<pre>" + "\n".join(l.translate(ESCAPES) for l in lines[i + 1:end]) + "</pre>"
                i = end
            elif line.strip():
                pending.append(line.strip())
            else:
                yield from paragraph()
            i += 1


DOCUMENT = """
    # Title with `code`
    A paragraph with **bold *and* nested** marks,
    a [link](http://x.org/?a=1&b=2), 1 < 2 & \\*stars\\*.

    - first
      - inner *one*
      - inner two
        - deepest
    - second
    > quoted
    > twice

    | name | value |
    |------|------:|
    | `x`  | 1     |
    | ~~y~~| 2     |

    ```
    if a < b:
        pass
    ```
    ### End
    """
for block in blocks(DOCUMENT):
    print(block)
