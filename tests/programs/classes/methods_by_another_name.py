class V:
    def __init__(self, x: int) -> None:
        self.x = x
    def __add__(self, o: "int | V") -> "V":
        return V(self.x + (o if isinstance(o, int) else o.x))
    __radd__ = __add__
    def name(self) -> str:
        return f"V{self.x}"
    label = name
print((V(1) + 2).x, (3 + V(4)).x, V(5).label(), sum([V(1), V(2)], V(0)).x)
