"""Classic ciphers and encodings of text: Caesar, Vigenere, rail fence, Playfair, Morse, run lengths, soundex, roman numerals."""
from itertools import cycle, groupby
from string import ascii_lowercase, ascii_uppercase
from typing import List

MORSE = {
    "A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "H": "....", "L": ".-..", "O": "---", "R": ".-.", "S": "...", "W": ".--", " ": "/",
}
UNMORSE = {code: letter for letter, code in MORSE.items()}
ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}


def caesar(text: str, key: int) -> str:
    low = ascii_lowercase[key:] + ascii_lowercase[:key]
    return text.translate(str.maketrans(ascii_lowercase + ascii_uppercase, low + low.upper()))


def vigenere(text: str, key: str, sign: int = 1) -> str:
    shifts = cycle(ord(k) - ord("a") for k in key)
    return "".join(chr((ord(c) - 97 + sign * next(shifts)) % 26 + 97) if c.isalpha() else c for c in text)


def rail_fence(text: str, rails: int) -> str:
    rows: List[List[str]] = [[] for _ in range(rails)]
    zigzag = cycle([*range(rails), *range(rails - 2, 0, -1)])
    for c, row in zip(text, zigzag):
        rows[row].append(c)
    return "".join("".join(row) for row in rows)


def playfair(text: str, key: str) -> str:
    square = list(dict.fromkeys(c for c in key + ascii_lowercase if c != "j"))
    place = {c: divmod(i, 5) for i, c in enumerate(square)}
    letters = [c for c in text.replace("j", "i") if c.isalpha()]
    out, i = "", 0
    while i < len(letters):
        a = letters[i]
        b = letters[i + 1] if i + 1 < len(letters) and letters[i + 1] != a else "x"
        i += 2 if b != "x" or i + 1 < len(letters) and letters[i + 1] == "x" else 1
        (ra, ca), (rb, cb) = place[a], place[b]
        if ra == rb:
            out += square[ra * 5 + (ca + 1) % 5] + square[rb * 5 + (cb + 1) % 5]
        elif ca == cb:
            out += square[(ra + 1) % 5 * 5 + ca] + square[(rb + 1) % 5 * 5 + cb]
        else:
            out += square[ra * 5 + cb] + square[rb * 5 + ca]
    return out


def run_lengths(text: str) -> str:
    return "".join(f"{len(run) if len(run) > 1 else ''}{c}" for c, run in ((c, list(g)) for c, g in groupby(text)))


def expand(packed: str) -> str:
    out, digits = [], ""
    for c in packed:
        if c.isdigit():
            digits += c
        else:
            out.append(c * int(digits or 1))
            digits = ""
    return "".join(out)


def soundex(name: str) -> str:
    codes = {c: d for d, group in {"1": "bfpv", "2": "cgjkqsxz", "3": "dt", "4": "l", "5": "mn", "6": "r"}.items() for c in group}
    result, last = name[0].upper(), codes.get(name[0].lower(), "")
    for c in name[1:].lower():
        code = codes.get(c, "")
        if code and code != last:
            result += code
        if c not in "hw":
            last = code
    return result[:4].ljust(4, "0")


def to_roman(n: int) -> str:
    out = ""
    for letters, value in ROMAN.items():
        count, n = divmod(n, value)
        out += letters * count
    return out


def from_roman(text: str) -> int:
    values = [ROMAN[c] for c in text]
    return sum(-v if v < following else v for v, following in zip(values, values[1:] + [0]))


def look_and_say(start: str, steps: int) -> List[str]:
    rows = [start]
    for _ in range(steps):
        rows.append("".join(f"{len(list(g))}{c}" for c, g in groupby(rows[-1])))
    return rows


text = "Hello, World"
print(caesar(text, 3), caesar(caesar(text, 3), 23), vigenere("attack at dawn", "lemon"), vigenere(vigenere("attack", "key"), "key", -1))
print(rail_fence("WEAREDISCOVEREDFLEEATONCE", 3), playfair("hidethegold", "playfairexample"))
code = " ".join(MORSE[c] for c in "HELLO WORLD" if c in MORSE)
print(code, "".join(UNMORSE[c] for c in code.split()))
for sample in ("aaabccdddd", "xyz", "", "zzzzzzzzzzzz"):
    print(repr(run_lengths(sample)), expand(run_lengths(sample)) == sample, end=" ")
print()
print([soundex(n) for n in ("Robert", "Rupert", "Tymczak", "Pfister", "Honeyman", "A")])
print([to_roman(n) for n in (1, 4, 9, 14, 1994, 2023, 3999)], all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
print(look_and_say("1", 6))
