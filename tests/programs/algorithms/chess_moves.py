"""Chess move generation on a mailbox board; perft against known counts."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Iterator, NamedTuple

N, E, S, W = -10, 1, 10, -1
DIRECTIONS: Final[dict[str, tuple[int, ...]]] = {
    "P": (N, N + N, N + W, N + E),
    "N": (N + N + E, E + N + E, E + S + E, S + S + E, S + S + W, W + S + W, W + N + W, N + N + W),
    "B": (N + E, S + E, S + W, N + W),
    "R": (N, E, S, W),
    "Q": (N, E, S, W, N + E, S + E, S + W, N + W),
    "K": (N, E, S, W, N + E, S + E, S + W, N + W),
}
A1, H1, A8, H8 = 91, 98, 21, 28
INITIAL = (
    "         \n         \n rnbqkbnr\n pppppppp\n ........\n ........\n ........\n ........\n PPPPPPPP\n RNBQKBNR\n         \n         \n"
)


class Move(NamedTuple):
    i: int
    j: int
    prom: str

    def __str__(self) -> str:
        return render(self.i) + render(self.j) + self.prom.lower()


def parse(c: str) -> int:
    fil, rank = ord(c[0]) - ord("a"), int(c[1]) - 1
    return A1 + fil - 10 * rank


def render(i: int) -> str:
    rank, fil = divmod(i - A1, 10)
    return chr(fil + ord("a")) + str(-rank + 1)


@dataclass(frozen=True)
class Position:
    board: str
    wc: tuple[bool, bool] = (True, True)
    bc: tuple[bool, bool] = (True, True)
    ep: int = 0
    kp: int = 0

    def gen_moves(self) -> Iterator[Move]:
        for i, p in enumerate(self.board):
            if not p.isupper():
                continue
            for d in DIRECTIONS[p]:
                j = i
                while True:
                    j += d
                    q = self.board[j]
                    if q.isspace() or q.isupper():
                        break
                    if p == "P":
                        if d in (N, N + N) and q != ".":
                            break
                        if d == N + N and (i < A1 + N or self.board[i + N] != "."):
                            break
                        if d in (N + W, N + E) and q == "." and j not in (self.ep, self.kp, self.kp - 1, self.kp + 1):
                            break
                        if A8 <= j <= H8:
                            for prom in "NBRQ":
                                yield Move(i, j, prom)
                            break
                    yield Move(i, j, "")
                    if p in "PNK" or q.islower():
                        break
                    if i == A1 and self.board[j + E] == "K" and self.wc[0]:
                        yield Move(j + E, j + W, "")
                    if i == H1 and self.board[j + W] == "K" and self.wc[1]:
                        yield Move(j + W, j + E, "")

    def rotate(self, nullmove: bool = False) -> Position:
        return Position(self.board[::-1].swapcase(), self.bc, self.wc, 119 - self.ep if self.ep and not nullmove else 0, 119 - self.kp if self.kp and not nullmove else 0)

    def move(self, move: Move) -> Position:
        i, j, prom = move
        p = self.board[i]
        def put(board: str, i: int, p: str) -> str:
            return board[:i] + p + board[i + 1:]

        board = self.board
        wc, bc, ep, kp = self.wc, self.bc, 0, 0
        board = put(board, j, board[i])
        board = put(board, i, ".")
        if i == A1:
            wc = (False, wc[1])
        if i == H1:
            wc = (wc[0], False)
        if j == A8:
            bc = (bc[0], False)
        if j == H8:
            bc = (False, bc[1])
        if p == "K":
            wc = (False, False)
            if abs(j - i) == 2:
                kp = (i + j) // 2
                board = put(board, A1 if j < i else H1, ".")
                board = put(board, kp, "R")
        if p == "P":
            if A8 <= j <= H8:
                board = put(board, j, prom)
            if j - i == 2 * N:
                ep = i + N
            if j == self.ep:
                board = put(board, j + S, ".")
        return Position(board, wc, bc, ep, kp).rotate()

    def in_danger(self) -> bool:
        """Whether the side to move can take the king."""
        return any(self.board[m.j] == "k" or self.kp and abs(m.j - self.kp) < 2 for m in self.gen_moves())


def perft(pos: Position, depth: int) -> int:
    if depth == 0:
        return 1
    total = 0
    for m in pos.gen_moves():
        after = pos.move(m)
        if not after.in_danger():
            total += perft(after, depth - 1)
    return total


start = Position(INITIAL)
print([perft(start, d) for d in range(3)], len(INITIAL))
print(" ".join(sorted(str(m) for m in start.gen_moves())))
pos = start
for text in ("e2e4", "e7e5", "g1f3", "b8c6", "f1b5"):
    i, j = parse(text[:2]), parse(text[2:])
    if pos.board[0:1] and text in ("e7e5", "b8c6"):
        i, j = 119 - i, 119 - j
    pos = pos.move(Move(i, j, ""))
print("\n".join(line for line in pos.rotate().board.split("\n") if line.strip()))
print(perft(pos, 1), pos.wc, pos.bc, pos.ep, hash(pos) == hash(pos.rotate(True).rotate(True)), render(parse("c6")))
