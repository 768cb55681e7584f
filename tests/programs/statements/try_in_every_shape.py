def run(kind: str) -> str:
    log = []
    try:
        log.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            raise KeyError("k")
        if kind == "return":
            return "returned " + "-".join(log)
        if kind == "zero":
            1 // 0
        if kind == "index":
            [][0] if False else [0][5]
    except ValueError as e:
        log.append(f"ValueError {e}")
    except (KeyError, IndexError) as e:
        log.append(f"Lookup {type(e).__name__} {e}")
    except ArithmeticError:
        log.append("arithmetic")
    else:
        log.append("else")
    finally:
        log.append("finally")
        print(kind, log)
    return " ".join(log)
for kind in ("none", "value", "key", "return", "zero", "index"):
    print(run(kind))
def nested() -> None:
    try:
        try:
            raise ValueError("inner")
        except KeyError:
            print("not here")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer", e)
        try:
            raise TypeError("while handling") from e
        except TypeError as t:
            print(t, "from", repr(t.__cause__), repr(t.__context__))
nested()
def override() -> int:
    try:
        raise RuntimeError("lost")
    finally:
        return 5
print(override())
def order() -> int:
    x = 1
    try:
        return x
    finally:
        x = 2
        print("x is", x)
print(order())
class Retry(Exception):
    pass
attempts = 0
while True:
    try:
        attempts += 1
        if attempts < 3:
            raise Retry(attempts)
        break
    except Retry as r:
        print("retry", r.args[0])
        continue
    finally:
        print("attempt", attempts)
try:
    try:
        raise OSError(2, "No such file", "f.txt")
    except OSError as e:
        print(e.errno, e.strerror, e.filename, e)
        raise
except FileNotFoundError as e:
    print("re-raised", type(e).__name__)
