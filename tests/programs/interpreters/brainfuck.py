"""A Brainfuck compiler to closures-free bytecode, with run-length folding."""
from collections import Counter


def compile_source(source: str) -> list[tuple[str, int]]:
    code: list[tuple[str, int]] = []
    stack: list[int] = []
    for ch in source:
        if ch in "+-<>":
            op, step = ("add", 1 if ch == "+" else -1) if ch in "+-" else ("move", 1 if ch == ">" else -1)
            if code and code[-1][0] == op:
                code[-1] = (op, code[-1][1] + step)
            else:
                code.append((op, step))
        elif ch == "[":
            stack.append(len(code))
            code.append(("open", 0))
        elif ch == "]":
            if not stack:
                raise SyntaxError("unmatched ]")
            start = stack.pop()
            if code[start + 1:] == [("add", -1)]:
                del code[start:]
                code.append(("clear", 0))
            else:
                code[start] = ("open", len(code))
                code.append(("close", start))
        elif ch in ".,":
            code.append(("put" if ch == "." else "get", 0))
    if stack:
        raise SyntaxError(f"unmatched [ at {stack[-1]}")
    return code


def run(code: list[tuple[str, int]], data: str = "") -> str:
    tape, at, pc, out, feed = [0] * 100, 0, 0, [], iter(data)
    while pc < len(code):
        op, arg = code[pc]
        if op == "add":
            tape[at] = (tape[at] + arg) % 256
        elif op == "move":
            at += arg
        elif op == "clear":
            tape[at] = 0
        elif op == "put":
            out.append(chr(tape[at]))
        elif op == "get":
            tape[at] = ord(next(feed, "\0"))
        elif op == "open" and not tape[at]:
            pc = arg
        elif op == "close" and tape[at]:
            pc = arg
        pc += 1
    return "".join(out)


hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
code = compile_source(hello)
print(len(hello), len(code), sorted(Counter(op for op, _ in code).items()))
print(repr(run(code)))
print(run(compile_source(",[.,]"), "echo"), run(compile_source(">,[>,]<[.<]"), "reverse"), repr(run(compile_source("+++[-].+."))))
for bad in ("[[", "]"):
    try:
        compile_source(bad)
    except SyntaxError as error:
        print(error)
