"""What decorators of `functools` make of a class: the operators of `@total_ordering`, and `@cached_property`; and methods with a second name."""

from __future__ import annotations

from mypy.nodes import MDEF, AssignmentStmt, Decorator, FuncDef, NameExpr, RefExpr, SymbolTableNode, TypeInfo, Var
from mypy.types import CallableType, Type as MypyType

from yarara.compiler.written.written_methods import WrittenMethods

ORDERING = "functools.total_ordering"
CACHED = "functools.cached_property"
CACHE = "__cached_property"
"""How the names of the attributes begin that hold what was computed and whether it was."""
OPERATORS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
"""In the order in which one of them is taken as the root of the others."""
FROM_ROOT = {
    "__lt__": {"__gt__": "not {root} and self != other", "__le__": "{root} or self == other", "__ge__": "not {root}"},
    "__le__": {"__ge__": "not {root} or self == other", "__lt__": "{root} and self != other", "__gt__": "not {root}"},
    "__gt__": {"__lt__": "not {root} and self != other", "__ge__": "{root} or self == other", "__le__": "not {root}"},
    "__ge__": {"__le__": "not {root} or self == other", "__gt__": "{root} and self != other", "__lt__": "not {root}"},
}


class ClassTools:
    """Completes the classes of one program that use these decorators."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written = written

    def complete(self) -> None:
        for info in self.written.classes():
            if any(isinstance(d, RefExpr) and d.fullname == ORDERING for d in info.defn.decorators):
                self._order(info)
            self._aliases(info)
            for name, entry in list(info.names.items()):
                if isinstance(entry.node, Decorator) and _is_cached(entry.node):
                    self._cache(info, name, entry.node)

    @staticmethod
    def _aliases(info: TypeInfo) -> None:
        """`__rmul__ = __mul__`: the method has a second name."""
        for statement in list(info.defn.defs.body):
            if not isinstance(statement, AssignmentStmt) or not isinstance(statement.rvalue, NameExpr):
                continue
            function = statement.rvalue.node
            targets = [target for target in statement.lvalues if isinstance(target, NameExpr)]
            if isinstance(function, FuncDef) and function.info is info and len(targets) == len(statement.lvalues):
                info.names.update({target.name: SymbolTableNode(MDEF, function) for target in targets})
                info.defn.defs.body.remove(statement)

    # -- total_ordering ------------------------------------------------------------------------------------------------

    def _order(self, info: TypeInfo) -> None:
        known = [name for name in OPERATORS if _has_own(info, name)]
        if not known:
            return
        root = known[0]
        found = info.get_method(root)
        kind = found.type if found is not None else None
        other: MypyType = kind.arg_types[1] if isinstance(kind, CallableType) else self.written.named_type("object")
        for name, verdict in FROM_ROOT[root].items():
            if name in known:
                continue
            made = info.names.pop(name, None)
            info.defn.defs.body = [s for s in info.defn.defs.body if made is None or not isinstance(s, FuncDef) or s is not made.node]
            source = f"def {name}(self, other):\n    return {verdict.format(root=f'(self {OPERATORS[root]} other)')}\n"
            self.written.method(info, source, {"other": other}, self.written.named_type("bool"))

    # -- cached_property -----------------------------------------------------------------------------------------------

    def _cache(self, info: TypeInfo, name: str, decorated: Decorator) -> None:
        """The function goes on under a hidden name; a property asks it once and keeps what it gave."""
        compute, kept, flag = f"__compute_{name}_of_{info.name}", f"{CACHE}_{name}", f"{CACHE}_has_{name}"
        function = decorated.func
        assert isinstance(function.type, CallableType)
        result = function.type.ret_type
        self._hidden(info, kept, result)
        self._hidden(info, flag, self.written.named_type("bool"))
        source = f"def {name}(self):\n    if not self.{flag}:\n        self.{kept} = self.{compute}()\n        self.{flag} = True\n    return self.{kept}\n"
        getter = self.written.method(info, source, {}, result)
        getter.is_property = True
        info.defn.defs.body.remove(getter)
        decorated.func = getter
        info.names[name] = SymbolTableNode(MDEF, decorated)
        function.is_property = False
        function._fullname = f"{info.fullname}.{compute}"
        info.names[compute] = SymbolTableNode(MDEF, function, plugin_generated=True)
        info.defn.defs.body.append(function)

    @staticmethod
    def _hidden(info: TypeInfo, name: str, kind: MypyType) -> None:
        variable = Var(name, kind)
        variable.info, variable._fullname = info, f"{info.fullname}.{name}"
        info.names[name] = SymbolTableNode(MDEF, variable)


def _has_own(info: TypeInfo, name: str) -> bool:
    """Whether a class or one of its bases defines an operator in its source."""
    entries = [base.names.get(name) for base in info.mro[:-1]]
    return any(entry is not None and not entry.plugin_generated for entry in entries)


def _is_cached(decorated: Decorator) -> bool:
    return any(isinstance(d, RefExpr) and d.fullname == CACHED for d in decorated.original_decorators)
