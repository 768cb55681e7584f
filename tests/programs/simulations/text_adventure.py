"""A text adventure: rooms, items, commands by a table of methods, a scripted session."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    description: str
    weight: int = 1
    fixed: bool = False


@dataclass
class Room:
    name: str
    text: str
    exits: dict[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    dark: bool = False


class GameOver(Exception):
    pass


class Game:
    LIMIT = 5

    def __init__(self, rooms: list[Room], start: str) -> None:
        self.rooms = {room.name: room for room in rooms}
        self.here = self.rooms[start]
        self.bag: dict[str, Item] = {}
        self.turns = 0
        self.lit = False
        self.commands: dict[str, Callable[[list[str]], str]] = {
            "look": self.look, "go": self.go, "take": self.take, "drop": self.drop, "inventory": self.inventory, "light": self.light, "quit": self.quit,
        }
        self.short = {name[0]: name for name in self.commands if name not in ("look", "light")} | {"l": "look", "n": "go north", "s": "go south", "e": "go east"}

    def play(self, line: str) -> str:
        verb, *rest = line.lower().split() or [""]
        if verb in self.short:
            verb, *more = self.short[verb].split()
            rest = more + rest
        handler = self.commands.get(verb)
        if handler is None:
            candidates = [c for c in self.commands if c.startswith(verb)] if verb else []
            return f"I don't know {verb!r}." + (f" Did you mean {' or '.join(candidates)}?" if candidates else "")
        self.turns += 1
        return handler(rest)

    def visible(self) -> bool:
        return not self.here.dark or self.lit

    def look(self, _: list[str]) -> str:
        if not self.visible():
            return "It is pitch dark."
        things = f" You see: {', '.join(sorted(self.here.items))}." if self.here.items else ""
        return f"[{self.here.name}] {self.here.text}{things} Exits: {'/'.join(self.here.exits)}."

    def go(self, args: list[str]) -> str:
        match args:
            case [direction] if direction in self.here.exits:
                self.here = self.rooms[self.here.exits[direction]]
                if self.here.name == "garden" and "crown" in self.bag:
                    raise GameOver(f"You escaped with the crown in {self.turns} turns!")
                return self.look([])
            case [direction]:
                return f"You cannot go {direction}."
            case _:
                return "Go where?"

    def take(self, args: list[str]) -> str:
        name = " ".join(args)
        if not self.visible() or name not in self.here.items:
            return f"There is no {name or 'such thing'} here."
        item = self.here.items[name]
        if item.fixed:
            return f"The {name} will not move."
        if sum(i.weight for i in self.bag.values()) + item.weight > self.LIMIT:
            return f"The {name} is too heavy."
        self.bag[name] = self.here.items.pop(name)
        return f"Taken: {item.description}."

    def drop(self, args: list[str]) -> str:
        try:
            item = self.bag.pop(" ".join(args))
        except KeyError as error:
            return f"You do not carry {error}."
        self.here.items[item.name] = item
        return "Dropped."

    def inventory(self, _: list[str]) -> str:
        return ", ".join(f"{i.name} ({i.weight})" for i in self.bag.values()) or "nothing"

    def light(self, _: list[str]) -> str:
        if "lamp" not in self.bag:
            return "With what?"
        self.lit = not self.lit
        return "The lamp is " + ("on." if self.lit else "off.")

    def quit(self, _: list[str]) -> str:
        raise GameOver("Bye.")


def items(*given: Item) -> dict[str, Item]:
    return {i.name: i for i in given}


game = Game([
    Room("hall", "A dusty hall.", {"north": "cellar", "east": "garden"}, items(Item("lamp", "an old lamp"), Item("statue", "a statue", 50, True), Item("anvil", "an anvil", 5))),
    Room("cellar", "Damp walls.", {"south": "hall"}, items(Item("crown", "a golden crown", 2)), dark=True),
    Room("garden", "Free air.", {"west": "hall"}),
], "hall")
try:
    for line in ("look", "dance", "l", "li", "", "take lamp", "take statue", "take anvil", "n", "take crown", "light", "look", "take crown", "i", "go", "go up", "drop sword", "s", "drop lamp", "i", "e", "look"):
        print(f"> {line}\n{game.play(line)}")
except GameOver as end:
    print("***", end)
print(game.turns, sorted(game.bag), sorted(game.rooms["hall"].items))
