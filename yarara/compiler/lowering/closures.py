"""Functions inside functions: nested `def`, `nonlocal`, lambda.

A variable that a nested function uses lives in a *cell*, an object on the heap: its slot and its flag are addresses inside the cell, so
the rest of the compiler does not see the difference. A nested function takes the cells it needs as further parameters; as a value it is
an object that holds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mypy.nodes import ARG_POS, Argument, CallExpr, ClassDef, Context, Decorator, DictionaryComprehension, Expression, FuncDef, GeneratorExpr, LambdaExpr, MypyFile, NameExpr, Node, RefExpr, Var

from yarara.compiler.program import types
from yarara.compiler.frontend.branched_functions import visible_name
from yarara.compiler.lowering.argument_errors import mismatch
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.program.hierarchy import WrongArguments
from yarara.compiler.lowering.attributes import AttributeExpressions
from yarara.compiler.lowering.names import Local
from yarara.compiler.program.program import Unsupported, is_decorated
from yarara.compiler.program.types import Class, Function, Optional, Starred, Type
from yarara.compiler.walk import children, taken_in_place, walk

UNKNOWN_LAMBDA = "the types of this lambda are not known"
Nested = FuncDef | LambdaExpr | GeneratorExpr
"""A generator expression that becomes an object is a function too; its first iterable is evaluated outside of it."""
Around = Nested | MypyFile
"""What nested functions are in."""


@dataclass
class Survey:
    """What one function mentions, without the functions inside it."""

    variables: set[Var] = field(default_factory=set)
    of_comprehensions: set[Var] = field(default_factory=set)
    functions: set[FuncDef] = field(default_factory=set)
    nested: list[Nested] = field(default_factory=list)


def is_local(variable: Var) -> bool:
    """Variables of functions and comprehensions have no module in their name."""
    return "." not in variable.fullname


def survey(function: Around) -> Survey:
    found = Survey()
    in_place: set[Node | None] = {function}

    def enter(node: Node) -> bool:
        in_place.add(taken_in_place(node))
        if isinstance(node, ClassDef):  # its methods see nothing of this function
            return False
        if isinstance(node, (FuncDef, LambdaExpr)) and node is not function:
            if not isinstance(function, MypyFile) or isinstance(node, LambdaExpr):
                found.nested.append(node)
            return False
        if isinstance(node, GeneratorExpr) and node not in in_place:
            found.nested.append(node)
            walk(node.sequences[0], enter)
            return False
        if isinstance(node, RefExpr):
            if isinstance(node.node, Var) and is_local(node.node):
                found.variables.add(node.node)
            elif isinstance(node.node, FuncDef):
                found.functions.add(node.node)
            elif isinstance(node.node, Decorator):
                found.functions.add(node.node.func)
                if is_decorated(node.node) and is_local(node.node.var):
                    found.variables.add(node.node.var)
        if isinstance(node, Decorator) and is_decorated(node) and is_local(node.var):
            found.variables.add(node.var)
        if isinstance(node, (GeneratorExpr, DictionaryComprehension)):
            _note_indices(node, found)
        return True

    if isinstance(function, GeneratorExpr):
        for part in children(function):
            if part is not function.sequences[0]:
                walk(part, enter)
        _note_indices(function, found)
    else:
        walk(function, enter)
    return found


def _note_indices(node: GeneratorExpr | DictionaryComprehension, found: Survey) -> None:
    for index in node.indices:
        for part in [index, *children(index)]:
            if isinstance(part, NameExpr) and isinstance(part.node, Var):
                found.of_comprehensions.add(part.node)


def mentioned(function: Nested) -> tuple[set[Var], set[FuncDef]]:
    """The local variables and the functions that a function and those inside it mention."""
    top = survey(function)
    variables, functions = set(top.variables), set(top.functions)
    for inner in top.nested:
        more, called = mentioned(inner)
        variables |= more
        functions |= called
    return variables, functions


def parameters_of(function: Around) -> set[Var]:
    return set() if isinstance(function, (GeneratorExpr, MypyFile)) else {a.variable for a in function.arguments}


class Closures(AttributeExpressions):
    """Lowering of nested functions."""

    def prepare_nested(self, function: Around) -> None:
        """At the start of a function: find what its nested functions capture, and make the cells."""
        top = survey(function)
        if not top.nested:
            return
        self._name_nested(function, top.nested)
        owned = top.variables | parameters_of(function) | set(self.locals)
        captured: dict[Nested, set[Var]] = {}
        calls: dict[Nested, set[FuncDef]] = {}
        for inner in top.nested:
            variables, calls[inner] = mentioned(inner)
            defaults = self._default_variables(inner)
            owned.update(defaults)
            captured[inner] = variables & owned | set(defaults)
        changed = True
        while changed:
            changed = False
            for inner, called in calls.items():
                for other in called:
                    more = (captured.get(other, set()) | set(self.program.captured.get(other, []))) & owned
                    if not more <= captured[inner]:
                        captured[inner] |= more
                        changed = True
        for inner, names in captured.items():
            self.program.captured[inner] = sorted(names, key=lambda v: (v.name, v.line, v.column))
            for variable in self.program.captured[inner]:
                self._move_to_cell(variable)
            for variable in self._default_variables(inner):
                self._note_default(variable)

    # -- defaults that are evaluated each time the function is defined ---------------------------------------------------

    def _default_variables(self, function: Nested) -> list[Var]:
        """A variable that no program names, for each default of a nested function that is not constant."""
        found: list[Var] = []
        for formal in function.arguments if isinstance(function, FuncDef) else []:
            if formal.initializer is not None and self.constant(formal.initializer) is None:
                variable = self.program.default_variables.get(formal)
                if variable is None:
                    variable = self.program.default_variables[formal] = Var(f"default of {formal.variable.name}", formal.variable.type)
                    variable._fullname = variable.name
                    variable.line, variable.column = formal.line, formal.column
                found.append(variable)
        return found

    def _note_default(self, variable: Var) -> None:
        """Its cell is another one each time the function is defined: the slot says which."""
        cell = self.locals[variable].cell
        if variable not in self.default_cells and cell is not None:
            self.default_cells[variable] = self.slot("ptr")
            self.store(cell, self.default_cells[variable])

    def define_default(self, formal: Argument) -> None:
        """The function is defined: its default goes to a cell of its own, unless the first one is still free."""
        variable = self.program.default_variables[formal]
        cell = self._current_cell(variable)
        assert cell is not None and isinstance(cell.type, Class) and formal.initializer is not None
        value = self.lower_to(formal.initializer, cell.type.fields["value"].type)
        taken, free = self.name("taken"), self.name("free")
        self.branch(self.load(types.BOOL, self.local_in_cell(cell).flag).ref, taken, free)
        self.start_quietly(taken)
        self.emit(f"store ptr {self.allocate(cell.type)}, ptr {self.default_cells[variable]}")
        self.jump(free)
        self.start_quietly(free)
        local = self.local_in_cell(Value(cell.type, self.instruction(f"load ptr, ptr {self.default_cells[variable]}")))
        self.store(value, local.slot)
        self.emit(f"store i1 true, ptr {local.flag}")

    def nested_default(self, node: FuncDef, formal: Argument, cells: list[Value] | None) -> Value | None:
        variable = self.program.default_variables.get(formal)
        if variable is None:
            return None
        cell = self._current_cell(variable) if cells is None else cells[self.program.captured[node].index(variable)]
        if cell is None:
            raise Unsupported(f"the default of '{formal.variable.name}' is not known here", formal)
        local = self.local_in_cell(cell)
        return self.load(local.type, local.slot)

    def _current_cell(self, variable: Var) -> Value | None:
        local = self.locals.get(variable)
        if local is None or local.cell is None:
            return None
        slot = self.default_cells.get(variable)
        return local.cell if slot is None else Value(local.cell.type, self.instruction(f"load ptr, ptr {slot}"))

    def _name_nested(self, function: Around, nested: list[Nested]) -> None:
        """`__qualname__` of the functions inside this one."""
        if not isinstance(function, FuncDef):
            return
        outer = self.program.nested_names.get(function) or function.fullname.removeprefix(f"{self.instance.module}.")
        for inner in nested:
            if isinstance(inner, FuncDef):
                self.program.nested_names[inner] = f"{outer}.<locals>.{visible_name(inner.name)}"

    def _move_to_cell(self, variable: Var) -> None:
        before = self.locals.get(variable)
        if before is not None and before.cell:
            return
        kind = before.type if before is not None else self.program.convert(variable.type, self.instance.environment, variable)
        cls = self.program.cell_class(kind)
        cell = self.allocate(cls)
        local = self.local_in_cell(Value(cls, cell))
        if before is not None:  # a parameter
            self.store(self.load(kind, before.slot), local.slot)
            self.emit(f"store i1 true, ptr {local.flag}")
        self._use_cell(variable, local)
        self.own_variables.add(variable)

    def _use_cell(self, variable: Var, local: Local) -> None:
        """The variable lies there from here on. For debuggers the address of its cell lies on the stack."""
        self.locals[variable] = local
        if self.application and local.cell is not None:
            if variable not in self.shown_cells:
                self.shown_cells[variable] = self.slot("ptr")
            self.emit(f"store ptr {local.cell.ref}, ptr {self.shown_cells[variable]}")

    def begin_comprehension(self, e: GeneratorExpr | DictionaryComprehension) -> None:
        """A comprehension is a call: those of its variables that are captured lie in a new cell each time."""
        found = Survey()
        _note_indices(e, found)
        for variable in sorted(found.of_comprehensions, key=lambda v: v.name):
            local = self.locals.get(variable)
            if local is not None and local.cell is not None and variable in self.own_variables:
                self._use_cell(variable, self.local_in_cell(Value(local.cell.type, self.allocate(local.cell.type))))  # type: ignore[arg-type]

    def local_in_cell(self, cell: Value) -> Local:
        cls = cell.type
        assert isinstance(cls, Class)
        value, flag = cls.fields["value"], cls.fields["flag"]
        return Local(value.type, self.offset(cell.ref, value.offset), self.offset(cell.ref, flag.offset), cell)

    def bind_cells(self, function: Nested, cells: list[Value]) -> None:
        """In a nested function: the variables of the functions around it."""
        for variable, cell in zip(self.program.captured.get(function, []), cells):
            self._use_cell(variable, self.local_in_cell(cell))

    def cells_of(self, function: Nested, where: Context | None) -> list[Value]:
        """The cells that a nested function takes, as this function has them."""
        found: list[Value] = []
        for variable in self.program.captured.get(function, []):
            cell = self._current_cell(variable)
            if cell is None:
                raise Unsupported(f"'{variable.name}' cannot be captured here", where)
            found.append(cell)
        return found

    def function_value(self, node: FuncDef, kind: Function, where: Context | None, owner: Class | None = None) -> Value:
        if node not in self.program.captured:
            return super().function_value(node, kind, where, owner)

        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            result = lowering.call_function(node, lowering.passed(arguments), where, cells=captured, promised=kind.result)
            assert isinstance(result, Value)
            return result

        return self.closure(kind, self.cells_of(node, where), body, about=self.about_function(node))

    def _lower_LambdaExpr(self, e: LambdaExpr, expected: Type | None) -> Value:
        return self._lambda_object(e, [], expected, e)

    def _builtin__lambda(self, e: CallExpr, expected: Type | None) -> Value:
        """A lambda with defaults, as `lambda_defaults.py` writes it: they are evaluated now, and the object holds them."""
        made = e.args[0]
        assert isinstance(made, LambdaExpr)
        inside = self.result_type(made)
        wanted = inside.parameters[len(inside.parameters) - len(e.args) + 1:] if isinstance(inside, Function) else ()
        if len(wanted) != len(e.args) - 1:
            raise Unsupported(UNKNOWN_LAMBDA, made, "write a function with def and annotations")
        return self._lambda_object(made, [self.lower_to(default, kind) for default, kind in zip(e.args[1:], wanted)], expected, e)

    def _lambda_object(self, e: LambdaExpr, defaults: list[Value], expected: Type | None, whole: Expression) -> Value:
        kind = expected.inner if isinstance(expected, Optional) else expected
        if not isinstance(kind, Function):
            kind = self.result_type(whole)
        if not isinstance(kind, Function):
            raise Unsupported(UNKNOWN_LAMBDA, e, "write a function with def and annotations")
        required = len(e.arguments) - len(defaults)
        if any(a.kind is not ARG_POS for a in e.arguments) or not kind.is_open and not required <= len(kind.parameters) <= len(e.arguments):
            raise Unsupported("a lambda takes plain parameters here, as many as what it goes to gives", e, "write a function with def")
        if e not in self.program.captured and mentioned(e)[0] - {a.variable for a in e.arguments} & set(self.locals):
            raise Unsupported("this lambda cannot use the variables around it", e, "write a function with def")

        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            assert isinstance(lowering, Closures)
            cells, kept = captured[:len(captured) - len(defaults)], captured[len(captured) - len(defaults):]
            return lowering.lambda_body(e, cells, lowering.complete(e, arguments, kept))

        return self.closure(kind, [*self.cells_of(e, e), *defaults], body, name="<lambda>", about=self.program.about("<lambda>", "<lambda>", None, e, self.instance.module))

    def complete(self, e: LambdaExpr, given: list[Value], defaults: list[Value]) -> list[Value]:
        """A value for each parameter of a lambda: what the call gives, by place or by name, or the default; the last ones have one."""
        actuals = self._counted(e, self.passed(given), len(defaults))
        by_name = {actual.name: actual.value for actual in actuals if actual.name is not None}
        by_place = [actual.value for actual in actuals if actual.name is None]
        found: list[Value] = []
        for index, formal in enumerate(e.arguments):
            value = by_place[index] if index < len(by_place) else by_name.get(formal.variable.name)
            found.append(value if value is not None else defaults[index - len(e.arguments)])
        return found

    def _counted(self, e: LambdaExpr, actuals: list[Actual], defaults: int) -> list[Actual]:
        """The arguments of a lambda, once it is known that they fit: calls of a `Callable[..., T]` may give it any."""
        if not defaults:
            actuals = self.one_for_each("<lambda>", [a.variable.name for a in e.arguments], actuals, e)
        elif any(actual.value is not None and isinstance(actual.value.type, Starred) for actual in actuals):
            raise Unsupported(STARRED, e, "write a function with def")
        formals = [Argument(a.variable, None, None if index < len(e.arguments) - defaults else e, a.kind) for index, a in enumerate(e.arguments)]
        names = [actual.name for actual in actuals if actual.name is not None]
        wrong = mismatch("<lambda>", formals, len(actuals) - len(names), names)
        if wrong is not None:
            raise WrongArguments(wrong, e)
        return actuals

    def lambda_body(self, e: LambdaExpr, cells: list[Value], arguments: list[Value]) -> Value | None:
        self.bind_cells(e, cells)
        for formal, value in zip(e.arguments, arguments):
            local = self.locals[formal.variable] = Local(value.type, self.slot(value.type.llvm), self.slot("i1"))
            self.store(value, local.slot)
            self.assigned.add(formal.variable)
        self.prepare_nested(e)
        result = self.lower(e.expr(), None if self.instance.result is types.NONE else self.instance.result)
        return None if self.instance.result is types.NONE else self.coerce(result, self.instance.result, e)
