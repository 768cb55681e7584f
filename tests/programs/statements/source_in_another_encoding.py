# -*- coding: latin-1 -*-
# The first line names the encoding of the file.
def greet(naïve: str) -> str:
    return f"¡Olé, {naïve}! {len(naïve)} {naïve.upper()!a}"


prices = {"café": 2.5, "thé": 1.75, "eau minérale": 0.0}
for name, price in sorted(prices.items()):
    print(f"{name:<14}{price:>6.2f} £", [hex(ord(c)) for c in name if not c.isascii()])
print(greet("señor"))
try:
    print(prices["crème brûlée"])
except KeyError as error:
    print("not here:", error)
été = [1, 2, 3]
print("à la fin", été["naïve".count("ï") + 4])
