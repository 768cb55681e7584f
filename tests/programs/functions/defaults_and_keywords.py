def area(width: int, height: int = 2, *, scale: int = 1) -> int:
    return width * height * scale


def greet(name: str, greeting: str = "Hello", mark: str = "!") -> str:
    return greeting + ", " + name + mark


print(area(3), area(3, 4), area(3, scale=5), area(height=7, width=2), area(1, 2, scale=3))
print(greet("Ada"), greet("Grace", "Hi"), greet("Linus", mark="?"), greet(mark=".", name="Guido", greeting="Moin"))
