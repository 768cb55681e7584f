"""Hexiom-like constraint puzzle: values in a hexagon, each tile's number is its count of neighbours."""
from __future__ import annotations

import io
import sys
from typing import Iterable, Iterator, Optional, TextIO


class Dir:
    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y


DIRS = [Dir(1, 0), Dir(-1, 0), Dir(0, 1), Dir(0, -1), Dir(1, 1), Dir(-1, -1)]
EMPTY = 7


class Done:
    MIN_CHOICE_STRATEGY = 0
    FIRST_STRATEGY = 3

    def __init__(self, count: int, empty: bool = False) -> None:
        self.count = count
        self.cells: list[list[int]] = [] if empty else [[0, 1, 2, 3, 4, 5, 6, EMPTY] for _ in range(count)]

    def clone(self) -> "Done":
        ret = Done(self.count, True)
        ret.cells = [self.cells[i][:] for i in range(self.count)]
        return ret

    def __getitem__(self, i: int) -> list[int]:
        return self.cells[i]

    def set_done(self, i: int, v: int) -> None:
        self.cells[i] = [v]

    def already_done(self, i: int) -> bool:
        return len(self.cells[i]) == 1

    def remove(self, i: int, v: int) -> bool:
        if v in self.cells[i]:
            self.cells[i].remove(v)
            return True
        return False

    def filter_tiles(self, tiles: list[int]) -> None:
        for v in range(8):
            if tiles[v] == 0:
                for i in range(self.count):
                    if not self.already_done(i):
                        self.remove(i, v)

    def next_cell(self) -> int:
        best, cell = 10, -1
        for i in range(self.count):
            if 1 < len(self.cells[i]) < best:
                best, cell = len(self.cells[i]), i
        return cell


class Node:
    def __init__(self, pos: tuple[int, int], id: int, links: list[int]) -> None:
        self.pos = pos
        self.id = id
        self.links = links


class Hex:
    def __init__(self, size: int) -> None:
        self.size = size
        self.count = 3 * size * (size - 1) + 1
        self.nodes_by_id: list[Node] = []
        self.nodes_by_pos: dict[tuple[int, int], Node] = {}
        id = 0
        for y in range(size):
            for x in range(size + y):
                pos = (x, y)
                node = Node(pos, id, [])
                self.nodes_by_pos[pos] = node
                self.nodes_by_id.append(node)
                id += 1
        for y in range(1, size):
            for x in range(y, size * 2 - 1):
                ry = size + y - 1
                pos = (x, ry)
                node = Node(pos, id, [])
                self.nodes_by_pos[pos] = node
                self.nodes_by_id.append(node)
                id += 1

    def link_nodes(self) -> None:
        for node in self.nodes_by_id:
            (x, y) = node.pos
            for dir in DIRS:
                nx = x + dir.x
                ny = y + dir.y
                if self.contains_pos((nx, ny)):
                    node.links.append(self.nodes_by_pos[(nx, ny)].id)

    def contains_pos(self, pos: tuple[int, int]) -> bool:
        return pos in self.nodes_by_pos


def consistent(hex: Hex, done: Done, tiles: list[int], final: bool) -> bool:
    used = [0] * 8
    for i in range(hex.count):
        if done.already_done(i):
            used[done[i][0]] += 1
    for v in range(8):
        if used[v] > tiles[v]:
            return False
    for node in hex.nodes_by_id:
        if not done.already_done(node.id):
            continue
        num = done[node.id][0]
        if num == EMPTY:
            continue
        sure = sum(1 for l in node.links if done.already_done(l) and done[l][0] != EMPTY)
        unknown = sum(1 for l in node.links if not done.already_done(l))
        if sure > num or sure + unknown < num:
            return False
    return True


def solve(hex: Hex, done: Done, tiles: list[int], stats: dict[str, int]) -> Optional[Done]:
    stats["nodes"] = stats.get("nodes", 0) + 1
    if not consistent(hex, done, tiles, False):
        return None
    cell = done.next_cell()
    if cell < 0:
        return done
    for v in done[cell]:
        child = done.clone()
        child.set_done(cell, v)
        found = solve(hex, child, tiles, stats)
        if found is not None:
            return found
    return None


def print_pos(hex: Hex, done: Done, output: TextIO) -> None:
    size = hex.size
    for y in range(2 * size - 1):
        indent = abs(size - 1 - y)
        print(" " * indent, end="", file=output)
        row = [n for n in hex.nodes_by_id if n.pos[1] == y]
        for n in row:
            v = done[n.id][0]
            print("%s " % ("." if v == EMPTY else v), end="", file=output)
        print(end="\n", file=output)


def main() -> None:
    hex = Hex(2)
    hex.link_nodes()
    print(hex.count, [n.links for n in hex.nodes_by_id])
    for tiles in ([2, 0, 0, 0, 0, 0, 0, 5], [0, 2, 0, 0, 0, 0, 0, 5], [0, 0, 3, 0, 0, 0, 0, 4], [0, 0, 0, 6, 0, 0, 1, 0], [0, 0, 0, 0, 0, 7, 0, 0]):
        stats: dict[str, int] = {}
        done = Done(hex.count)
        done.filter_tiles(tiles)
        result = solve(hex, done, tiles, stats)
        print(tiles, stats)
        if result is None:
            print("no solution")
        else:
            print_pos(hex, result, sys.stdout)


if __name__ == '__main__':
    main()
