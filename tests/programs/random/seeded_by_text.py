import random
for seed in ("hello", "", "x" * 200, "日本", b"x", bytearray(b"raw"), b"\0\0a", 2.5, -0.75, 1e300, 0.0, 7, -7, 2**40, True):
    r = random.Random(seed)
    print(repr(seed)[:12], r.random(), r.randint(1, 100), r.choice("abc"))
random.seed("a game")
deck = list(range(8))
random.shuffle(deck)
print(deck)
random.seed("a game")
again = list(range(8))
random.shuffle(again)
print(deck == again)
