a = {"x": 1}
a.update(y=2, z=3)
a.update({"q": 1}, w=5)
print(a, dict(b=2))
