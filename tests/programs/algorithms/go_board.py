"""A small Go engine with union of groups, liberties and superko hashing."""
import random
import math

SIZE = 5
EMPTY, WHITE, BLACK = 0, 1, 2
SHOW = {EMPTY: '.', WHITE: 'o', BLACK: 'x'}
PASS = -1
KOMI = 2.5


def to_pos(x: int, y: int) -> int:
    return y * SIZE + x


def to_xy(pos: int) -> tuple[int, int]:
    y, x = divmod(pos, SIZE)
    return x, y


class Square:
    def __init__(self, board: 'Board', pos: int) -> None:
        self.board = board
        self.pos = pos
        self.timestamp = 0
        self.removestamp = 0
        self.zobrist_strings = [board.rng.randrange(9223372036854775807) for _ in range(3)]
        self.color = EMPTY
        self.reference: 'Square' = self
        self.ledges = 0
        self.neighbours: list['Square'] = []

    def set_neighbours(self) -> None:
        x, y = self.pos % SIZE, self.pos // SIZE
        for dx, dy in [(-1, 0), (1, 0), (0, -1), (0, 1)]:
            newx, newy = x + dx, y + dy
            if 0 <= newx < SIZE and 0 <= newy < SIZE:
                self.neighbours.append(self.board.squares[to_pos(newx, newy)])

    def find(self, update: bool = False) -> 'Square':
        reference = self.reference
        if reference is not self:
            reference = reference.find(update)
            if update:
                self.reference = reference
        return reference

    def move(self, color: int) -> None:
        self.color = color
        self.reference = self
        self.ledges = 0
        for neighbour in self.neighbours:
            if neighbour.color == EMPTY:
                self.ledges += 1
            else:
                neighbour_ref = neighbour.find(update=True)
                if neighbour.color == color:
                    if neighbour_ref.reference.pos != self.pos:
                        self.ledges += neighbour_ref.ledges
                        neighbour_ref.reference = self
                    self.ledges -= 1
                else:
                    neighbour_ref.ledges -= 1
                    if neighbour_ref.ledges == 0:
                        neighbour.remove(neighbour_ref)
        self.board.hash ^= self.zobrist_strings[color]

    def remove(self, reference: 'Square') -> None:
        self.board.hash ^= self.zobrist_strings[self.color]
        self.color = EMPTY
        self.board.captured += 1
        for neighbour in self.neighbours:
            if neighbour.color != EMPTY:
                neighbour_ref = neighbour.find()
                if neighbour_ref.pos == reference.pos:
                    neighbour.remove(reference)
                else:
                    neighbour_ref.ledges += 1

    def __repr__(self) -> str:
        return repr(to_xy(self.pos))


class Board:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.hash = 0
        self.captured = 0
        self.squares = [Square(self, pos) for pos in range(SIZE * SIZE)]
        for square in self.squares:
            square.set_neighbours()

    def useful(self, pos: int, color: int) -> bool:
        square = self.squares[pos]
        if square.color != EMPTY:
            return False
        return any(n.color == EMPTY or n.color != color and n.find().ledges == 1 or n.color == color and n.find().ledges > 1
                   for n in square.neighbours)

    def random_move(self, color: int) -> int:
        choices = [s.pos for s in self.squares if self.useful(s.pos, color)]
        return self.rng.choice(choices) if choices else PASS

    def score(self, color: int) -> float:
        count = KOMI if color == WHITE else 0.0
        for square in self.squares:
            if square.color == color:
                count += 1
            elif square.color == EMPTY:
                surround = 0
                for neighbour in square.neighbours:
                    if neighbour.color == color:
                        surround += 1
                if surround == len(square.neighbours):
                    count += 1
        return count

    def __str__(self) -> str:
        result = []
        for y in range(SIZE):
            start = to_pos(0, y)
            result.append(''.join([SHOW[square.color] + ' ' for square in self.squares[start:start + SIZE]]))
        return '\n'.join(result)


def main() -> None:
    board = Board(1)
    color = BLACK
    passes = 0
    for turn in range(60):
        pos = board.random_move(color)
        if pos == PASS:
            passes += 1
            if passes == 2:
                break
        else:
            passes = 0
            board.squares[pos].move(color)
        color = WHITE if color == BLACK else BLACK
    print(board)
    print("turns", turn, "captured", board.captured, "hash", board.hash)
    print("white", board.score(WHITE), "black", board.score(BLACK), board.squares[7], math.isclose(board.score(WHITE), 2.5))


main()
