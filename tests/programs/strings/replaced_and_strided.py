"""`replace` and slices with a step: the same text whether its characters take one byte, two or four, and whether the parts are long, short or absent."""

from __future__ import annotations

import random


def main() -> None:
    words = ("", "a", "b", "ab", "aa", "é", "ÿ", "€", "😀", "xyz", "a€", "abcabc")
    texts = ("", "a", "aaaa", "abracadabra", "ab" * 40, "éaéaé", "a€b€", "😀a😀", "x" * 70 + "a" + "y" * 70)
    for text in texts:
        for old in words:
            for new in words:
                found = [text.replace(old, new), text.replace(old, new, 0), text.replace(old, new, 1), text.replace(old, new, 3), text.replace(old, new, -1)]
                if len(text) < 12:
                    print(found)
                else:
                    print([len(one) for one in found], hash(found[0]) == hash(new.join(text.split(old))) if old != "" else "")
                assert old == "" or found[0] == new.join(text.split(old)) and found[2] == new.join(text.split(old, 1))
        for step in (-7, -2, -1, 2, 3, 100):
            print(text[::step], text[1::step], text[-2:1:step], text[5:2:step], text[::step] == "".join(text[i] for i in range(len(text))[::step]))
    chosen = random.Random(3)
    for _ in range(400):
        text = "".join(chosen.choice("abé") for _ in range(chosen.randrange(40)))
        old, new = ("".join(chosen.choice("abé") for _ in range(chosen.randrange(1, 4))) for _ in range(2))
        print(text.replace(old, new), text.replace(old, new, chosen.randrange(4)), text[::-1], text[::chosen.randrange(1, 5)])


if __name__ == "__main__":
    main()
