seed = 12345


def rnd(n: int) -> int:
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n


for _ in range(300):
    n = rnd(1000000000) * rnd(1000000000) - rnd(1000000) * rnd(100000000)
    x = n / (rnd(100000) + 1) * 10.0 ** (rnd(40) - 20)
    print(n, f"{n:,} {n:x} {n:_b} {n:>25} {n:e}", x, f"{x:.3f} {x:.10g} {x:e} {x:,.2f} {x:%} {x:.0f} {x:#.3g} {x:020.4f}", round(x, 2), hash(x), hash(n), float(repr(x)) == x, int(str(n)) == n)
    print(n // 7, n % 7, -n // 7, -n % 7, x // 3.7, x % 3.7, -x % 3.7, bin(n), oct(n), n.bit_length(), (n & 0xFFFFFF).to_bytes(5, "big"), x.is_integer(), x.hex(), n / 7)
for t in ["12", " -7 ", "0x1f", "1_000", "١٢", "", "1__0", "9223372036854775807", "abc"]:
    try:
        print(int(t), int(t, 0))
    except ValueError as e:
        print(e)
    try:
        print(float(t))
    except ValueError as e:
        print(e)
for s in ["d", "5x", ",x", "z", ".3", "Q", "é", "=5", "<<8d", "08.3f", "c"]:
    try:
        print(format(65, s))
    except ValueError as e:
        print(e)
    try:
        print(format(2.5, s))
    except ValueError as e:
        print(e)
    try:
        print(format("ab", s))
    except ValueError as e:
        print(e)
