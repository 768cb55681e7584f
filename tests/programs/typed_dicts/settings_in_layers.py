"""Settings as typed dicts: defaults, what a file says, and what the command line says, one over the other, checked at the end."""
from __future__ import annotations

from typing import Literal, TypedDict, Union

Level = Literal["debug", "info", "error"]
LEVELS: dict[str, Level] = {"debug": "debug", "info": "info", "error": "error"}


class Server(TypedDict):
    host: str
    port: int
    aliases: list[str]


class Settings(TypedDict):
    server: Server
    level: Level
    ratio: float
    features: dict[str, bool]


class Changes(TypedDict, total=False):
    host: str
    port: int
    level: Level
    ratio: float
    enable: str
    disable: str


def defaults() -> Settings:
    return {"server": {"host": "localhost", "port": 8080, "aliases": []}, "level": "info", "ratio": 0.5, "features": {"cache": True, "trace": False}}


def read(text: str) -> tuple[Changes, list[str]]:
    changes: Changes = {}
    mistakes: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        key, _, value = (part.strip() for part in line.partition("="))
        try:
            if key == "port":
                changes["port"] = int(value)
            elif key == "ratio":
                changes["ratio"] = float(value)
            elif key == "level":
                changes["level"] = LEVELS[value]
            elif key == "host":
                changes["host"] = value
            elif key == "enable":
                changes["enable"] = value
            elif key == "disable":
                changes["disable"] = value
            else:
                raise KeyError(key)
        except (ValueError, KeyError) as error:
            mistakes.append(f"line {number}: {type(error).__name__}: {error}")
    return changes, mistakes


def apply(settings: Settings, changes: Changes) -> Settings:
    server: Server = {**settings["server"], "host": changes.get("host", settings["server"]["host"])}
    if "port" in changes:
        server["port"] = changes["port"]
    if server["host"] != settings["server"]["host"]:
        server["aliases"] = server["aliases"] + [settings["server"]["host"]]
    features = settings["features"] | {name: True for name in changes.get("enable", "").split()}
    features.update((name, False) for name in changes.get("disable", "").split())
    return {"server": server, "level": changes.get("level") or settings["level"], "ratio": changes.get("ratio", settings["ratio"]), "features": features}


def complaints(settings: Settings) -> list[str]:
    found = []
    if not 0 < (port := settings["server"]["port"]) < 65536:
        found.append(f"port {port}")
    if settings["level"] == "debug" and not settings["features"].get("trace"):
        found.append("debug without trace")
    return found


def flat(value: Union[Settings, Server, dict[str, bool]], prefix: str = "") -> dict[str, object]:
    result: dict[str, object] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            result.update({f"{prefix}{key}.{name}": inner for name, inner in item.items()})
        else:
            result[prefix + key] = item
    return result


FILE = "host = example.org # ours\nport=80a\n\nport = 99999\nlevel=debug\nratio = 1e-3\ncolour = red\nenable = zip cache\nlevel = loud"
base = defaults()
layers = [base]
for source in (FILE, "port=443\nenable=trace\ndisable=zip cache\nhost=example.net", ""):
    changes, mistakes = read(source)
    print(changes, *mistakes, sep="\n    ")
    layers.append(apply(layers[-1], changes))
    print(layers[-1], complaints(layers[-1]), sep="\n    ")
print(base == defaults(), layers[2] == layers[3], layers[2] is layers[3], base["server"] is layers[1]["server"])
before, after = flat(base), flat(layers[-1])
for key in sorted(before.keys() | after.keys()):
    if before.get(key) != after.get(key):
        print(f"{key}: {before.get(key)!r} -> {after.get(key)!r}")
