"""Mapping patterns: some keys, values that are patterns, `**rest`; the subject is not changed."""


def route(request: dict[str, str]) -> str:
    match request:
        case {"method": "GET", "path": path}:
            return f"read {path}"
        case {"method": "POST" | "PUT" as method, "path": path, **headers}:
            return f"{method} {path} {sorted(headers.items())}"
        case {"method": method}:
            return f"{method} without path"
        case {}:
            return f"no method, {len(request)} keys"


def numbers(table: dict[int, list[int]]) -> str:
    match table:
        case {1: [], 2: []}:
            return "both empty"
        case {1: [x, *_], 2: [y, *_]}:
            return f"both start: {x} {y}"
        case {0: only, **rest} if not rest:
            return f"only zero: {only}"
        case {-1: last, **rest}:
            return f"{last} {rest}"
        case _:
            return "no"


def nested(config: dict[str, dict[str, int]]) -> int:
    match config:
        case {"server": {"port": port}}:
            return port
        case {"client": {**options}}:
            return sum(options.values())
    return 0


def tagged(value: dict[str, int] | list[int] | str) -> str:
    match value:
        case {"id": n}:
            return f"id {n}"
        case {}:
            return "a dict"
        case [n, *_]:
            return f"first {n}"
        case []:
            return "an empty list"
        case str(text):
            return text
    return "?"


request = {"method": "PUT", "path": "/x", "host": "me", "agent": "test"}
print(route({"method": "GET", "path": "/"}), route(request), len(request))
print(route({"method": "HEAD"}), route({"a": "b"}), route({}))
print(numbers({1: [], 2: []}), numbers({1: [5, 6], 2: [7]}), numbers({0: [1]}), numbers({-1: [3], 8: [9]}), numbers({}))
print(nested({"server": {"port": 80}}), nested({"client": {"a": 1, "b": 2}}), nested({}))
print(tagged({"id": 3}), tagged({"x": 1}), tagged([4, 5]), tagged([]), tagged("text"))
