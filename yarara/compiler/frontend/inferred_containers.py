"""Empty containers of which nobody says what they hold: `seen = set()`, `self.items = []`, `counts: dict = {}`.

mypy takes the type from the next statement that puts something in, if nothing asks before it what is there. `while len(found) < 4: found.append(...)`, `if key in
counts:` and a dict of the module that its functions fill are too much for it. There the whole program is looked through for what it puts into the container, and checked
again as if that annotation had been written, until nothing new comes. If mypy then finds a mistake that it did not see before, all stays as it was, with what it said
first. A program in which mypy knows the types of all containers is checked once.
"""

from __future__ import annotations

import re
from pathlib import Path

from mypy.nodes import AssignmentStmt, Expression, FuncDef, MemberExpr, MypyFile, NameExpr, Node, RefExpr, ReturnStmt, Var
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import AnyType, Instance, Type, UnboundType, get_proper_type

from yarara.compiler.frontend.container_evidence import Contents, Evidence, empty_container
from yarara.compiler.frontend.unwritten_results import functions_below, own_nodes
from yarara.compiler.walk import walk
from yarara.compiler.frontend.written_types import WrittenTypes, import_modules, parsed
from yarara.paths import is_ours

MOST_ROUNDS = 6
_NEEDED = re.compile(r'^(.+?):(\d+):\d+: error: Need type annotation for "')
BARE = ("list", "dict", "set", "deque", "defaultdict", "counter", "ordereddict")
Place = tuple[str, int, int]
"""Module, line and column of an assignment."""


class InferredContainers:
    """What is known of such containers of a program, from one check to the next."""

    def __init__(self) -> None:
        self.kinds: dict[Place, str] = {}
        self.written = WrittenTypes("", "_module_of_container_")
        self.first: set[str] | None = None  # the errors of the first check
        self.rounds = 0
        self.gave_up = False

    def plugin(self, options: Options) -> Plugin:
        """What annotates the containers in the next check."""
        return _Annotating(options, self)

    def learn(self, modules: dict[str, MypyFile], types: dict[Expression, Type], messages: list[str]) -> bool:
        """Note what a check has told; whether there is to be another one."""
        errors = {message for message in messages if ": error: " in message}
        if self.gave_up:
            return False
        self.first = self.first if self.first is not None else errors
        self.rounds += 1
        before, self.kinds = self.kinds, self._found({name: file for name, file in modules.items() if not is_ours(file.path)}, types, _lines(errors))
        if self.kinds != before and self.rounds < MOST_ROUNDS:
            return True
        self.gave_up = self.kinds != before or not errors <= self.first
        self.kinds = {} if self.gave_up else self.kinds
        return self.gave_up

    def _found(self, files: dict[str, MypyFile], types: dict[Expression, Type], needed: set[tuple[Path, int]]) -> dict[Place, str]:
        """The annotation of each container of which something is known."""
        made: dict[Place, tuple[Var, Contents]] = {}
        for module, file in files.items():
            path = Path(file.path).resolve()
            for statement in _assignments(file):
                place = (module, statement.line, statement.column)
                target, kind = statement.lvalues[0], empty_container(statement.rvalue)
                if kind is None or not isinstance(target, RefExpr) or not isinstance(target.node, Var):
                    continue
                if place in self.kinds or _is_first(statement) and ((path, statement.line) in needed or _is_open(target.node)):
                    made[place] = target.node, Contents.empty(kind, statement.rvalue, types, self.written)
        evidence = Evidence(dict(made.values()), types, self.written)
        for file in files.values() if made else ():
            for node in file.defs:
                walk(node, evidence.enter)
            for function, _, _ in functions_below(file, None, None):
                _returned(function, evidence)
        texts = {place: contents.text() or self.written.text(variable.type) for place, (variable, contents) in made.items() if variable.type is not None}
        return {place: text for place, text in texts.items() if text is not None}


class _Annotating(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def __init__(self, options: Options, known: InferredContainers) -> None:
        super().__init__(options)
        self.known = known

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if is_ours(file.path) or not self.known.kinds:
            return []
        written = self.known.written
        written.used.clear()
        for statement in _assignments(file):
            text = self.known.kinds.get((file.fullname, statement.line, statement.column))
            if text is not None:
                statement.type = parsed(written.with_modules(text))
                statement.unanalyzed_type = statement.type
        return import_modules(file, written)


def _lines(errors: set[str]) -> set[tuple[Path, int]]:
    """Where mypy wants an annotation."""
    return {(Path(match[1]).resolve(), int(match[2])) for error in errors if (match := _NEEDED.match(error)) is not None}


def _is_first(statement: AssignmentStmt) -> bool:
    """Whether this assignment defines a variable, and says nothing of what it holds: `x = {}`, `x: dict = {}`."""
    if len(statement.lvalues) > 1:
        return False
    declared = statement.unanalyzed_type
    if declared is None:
        return bool(getattr(statement.lvalues[0], "is_inferred_def", False))
    return isinstance(declared, UnboundType) and not declared.args and declared.name.rpartition(".")[2].lower() in BARE


def _is_open(variable: Var) -> bool:
    """Whether mypy has not found what a variable holds."""
    kind = get_proper_type(variable.type)
    return any(isinstance(get_proper_type(part), AnyType) for part in (kind.args if isinstance(kind, Instance) else [kind]))


def _assignments(file: MypyFile) -> list[AssignmentStmt]:
    found: list[AssignmentStmt] = []

    def enter(node: Node) -> bool:
        if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], (NameExpr, MemberExpr)):
            found.append(node)
        return not isinstance(node, Expression)

    for statement in file.defs:
        walk(statement, enter)
    return found


def _returned(function: FuncDef, evidence: Evidence) -> None:
    """`return found` in a function that declares its result."""
    declared = getattr(function.type, "ret_type", None)
    for node in own_nodes(function):
        if isinstance(node, ReturnStmt) and node.expr is not None and declared is not None:
            evidence.expect(node.expr, declared)
