def t(n: str) -> str:
    print("eval", n); return n
def f(a: str, b: str, *, c: str = "c") -> str:
    return a + b + c
print(f(t("1"), c=t("2"), b=t("3")))
print(f(b=t("x"), a=t("y")))
