"""Text processing: CSV, templates, tables, tokenizers."""
import string
from collections import defaultdict, Counter, OrderedDict
from itertools import groupby, chain, zip_longest
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Callable

CSV = '''name,dept,salary,start
Ann,eng,120,2019-04-01
Bob,ops,80,2020-11-15
"Cid, Jr",eng,95,2021-01-07
Dee,ops,"1,005",2018-06-30
'''

class Row(NamedTuple):
    name: str
    dept: str
    salary: int
    start: Tuple[int, int, int]

def split_csv(line: str) -> List[str]:
    out: List[str] = []
    cur: List[str] = []
    quoted = False
    for ch in line:
        if ch == '"':
            quoted = not quoted
        elif ch == "," and not quoted:
            out.append("".join(cur))
            cur.clear()
        else:
            cur.append(ch)
    out.append("".join(cur))
    return out

def parse_date(s: str) -> Tuple[int, int, int]:
    y, m, d = map(int, s.split("-"))
    return y, m, d

def read(text: str) -> Iterator[Row]:
    lines = text.strip().splitlines()
    header = lines[0].split(",")
    assert header == ["name", "dept", "salary", "start"], header
    for line in lines[1:]:
        name, dept, salary, start = split_csv(line)
        yield Row(name=name, dept=dept, salary=int(salary.replace(",", "")), start=parse_date(start))

def table(rows: Iterable[Tuple[str, ...]], header: Tuple[str, ...]) -> str:
    data = [header, *rows]
    widths = [max(len(r[i]) for r in data) for i in range(len(header))]
    sep = "+".join("-" * (w + 2) for w in widths)
    lines = []
    for n, r in enumerate(data):
        lines.append("|".join(f" {cell:<{w}} " if i == 0 else f" {cell:>{w}} " for i, (cell, w) in enumerate(zip(r, widths))))
        if n == 0:
            lines.append(sep)
    return "\n".join(lines)

rows = list(read(CSV))
print(rows[2], rows[0]._replace(salary=1))
print(table(((r.name, r.dept, f"{r.salary:,}", "%04d/%02d/%02d" % r.start) for r in sorted(rows, key=lambda r: (-r.salary, r.name))), ("name", "dept", "salary", "start")))
totals: Dict[str, int] = defaultdict(int)
for r in rows:
    totals[r.dept] += r.salary
print(dict(totals), {k: [r.name for r in g] for k, g in groupby(sorted(rows, key=lambda r: r.dept), key=lambda r: r.dept)})
text = "The rain in Spain stays mainly in the plain."
print(Counter(ch for ch in text.lower() if ch in "aeiou"), text.translate(str.maketrans("", "", string.punctuation)).split()[-1], text.swapcase())
print(text.find("ain"), text.count("ain"), text.partition(" in "), text.rpartition(" in "), text.startswith(("A", "The")), text[4:8].center(10, "*"), text.index("S"))
print("{:<10}|{:^10}|{:>10}".format("left", "mid", "right"), "{0}{1}{0}".format("a", "b"), "{x:.3f} {y!r}".format(x=3.14159, y="q"), f"{1e10:.3g} {255:b} {-7:+d} {0.5:.0%} {12345:_}")
print(",".join(map(str, range(5))), "-".join(sorted({"b", "a", "c"})), "a\tb".expandtabs(4), "x=%-5d|%5s|%05.1f" % (3, "ab", 2.25), repr("it's"), ascii("é"), "\u20ac".encode(), b"\xe2\x82\xac".decode("utf-8"))
print(list(zip_longest("abc", [1, 2], fillvalue="?")), list(chain("ab", "cd")), "".join(reversed("abc")), "abc" * 2 < "abd", "é" > "z", ord("€"), chr(8364), "ß".upper(), "İ".lower() == "i̇")
words = ["apple", "Banana", "cherry", "apple", "date", "Banana"]
seen: "OrderedDict[str, int]" = OrderedDict()
for i, w in enumerate(words):
    seen.setdefault(w.lower(), i)
print(list(seen), sorted(words, key=str.casefold), sorted(set(words)), list(dict.fromkeys(words)), words.index("date"), words[-2:], words[::2])
longest: Callable[[List[str]], str] = lambda ws: max(ws, key=len)
print(longest(words), min(words), [w for w in words if not w.islower()], any(map(str.isupper, words)), all(len(w) > 3 for w in words))
data = bytearray(b"hello")
data[0] = ord("J")
data += b" world"
print(data, data.upper(), bytes(data[::-1]), data.find(b"wor"), data.hex(), list(data[:3]), int.from_bytes(data[:2], "little"), b"%d-%s" % (5, b"x"))
