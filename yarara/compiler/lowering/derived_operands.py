"""An operand on the right whose class is derived from that of the left one: Python asks it first.

For comparisons that is always so; for arithmetic only if the derived class has another reflected method than the class above it.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import Context, Expression, TypeInfo

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import plain_function
from yarara.compiler.lowering.giving_up import GivingUp
from yarara.compiler.program.types import NEVER, NONE, Class, Type


class DerivedOperands(GivingUp):
    """Which operand is asked first."""

    def derived_right(self, left: Value, right: Value, method: str, comparing: bool) -> list[Class]:
        """The classes below that of the left operand which the right one may be of, and whose `method` is then asked first."""
        a, b = left.type, right.type
        if not isinstance(a, Class) or not isinstance(b, Class) or a.boxed is not None or b.boxed is not None or a.arguments or not self.program.descendants(a.info):
            return []
        below = [info for info in (b.info, *self.program.descendants(b.info)) if a.info in info.mro[1:]]
        asked = [info for info in below if not info.defn.type_vars and self._comes_first(info, a.info, method, comparing)]
        return [self.program.class_instance(info, ()) for info in asked if not any(base in asked for base in info.mro[1:])]

    def _comes_first(self, info: TypeInfo, above: TypeInfo, method: str, comparing: bool) -> bool:
        entry, inherited = info.get(method), above.get(method)
        node = plain_function(entry.node) if entry is not None and entry.node is not None else None
        if entry is None or node is None or node.fullname.startswith("builtins."):
            return False
        if comparing:
            return not self._treats_both_alike(info, method)
        return inherited is None or inherited.node is not entry.node

    def _treats_both_alike(self, info: TypeInfo, method: str) -> bool:
        """Whether it makes no difference which operand is asked: methods of dataclasses know only objects of just their class."""
        entry = info.get(method)
        node = plain_function(entry.node) if entry is not None and entry.node is not None else None
        return node is not None and node in self.program.written.made and "dataclass" in node.info.metadata

    def is_exact(self, value: Value) -> bool:
        """Whether an object is known to be of just the class that is its type."""
        return value.ref == self.exact_receiver or isinstance(value.type, Class) and not self.program.descendants(value.type.info)

    def of_class(self, value: Value, cls: Class) -> str:
        """Whether an object is of this class, or one below it, as an i1."""
        return "true" if isinstance(value.type, Class) and value.type.derives_from(cls) else self.has_class(value.ref, cls)

    def derived_first(
        self, derived: list[Class], methods: tuple[str, str], complaint: str, between: str, left: Value, right: Value, where: Context | None,
        plainly: Callable[[], Value],
    ) -> Value:
        """The answer of an operator where the right operand may be of one of the classes `derived`; `plainly` asks in the usual order."""
        usual, done = self.name("usual"), self.name("done")
        chosen = [(self.name("asked"), cls) for cls in derived]
        for label, cls in chosen:
            following = self.name("other")
            self.branch(self.of_class(right, cls), label, following)
            self.start_quietly(following)
        self.jump(usual)
        self.start_quietly(usual)
        found = plainly()
        known = self.result_type(where) if isinstance(where, Expression) else None
        kind = known if known is not None and known not in (NONE, NEVER) else found.type
        result = self.slot(kind.llvm)
        self.store(self.coerce(found, kind, where), result)
        self.jump(done)
        for label, cls in chosen:
            self.start_quietly(label)
            refused = self._ask(Value(cls, right.ref), methods[1], left, kind, result, done, where)
            if refused and self.has_method(left.type, methods[0]):
                refused = self._ask(left, methods[0], right, kind, result, done, where)
            if refused:
                self._refuse_operands(complaint, between, left, right)
        self.start_quietly(done)
        return self.load(kind, result)

    def _ask(self, receiver: Value, method: str, other: Value, kind: Type, result: str, done: str, where: Context | None) -> bool:
        """What this method gives goes to `result`; whether it may refuse, and code for that case has to follow."""
        found = self.call_method(receiver, method, [other], where)
        refused = self.given_up(found, receiver.type, method)
        given, alone = self.name("given"), self.name("refused")
        if refused is not None:
            self.branch(refused, alone, given, likely=False)
            self.start_quietly(given)
        answer = self.inside(found) if refused is not None and self.answer_type(found, receiver.type, method) is not found.type else found
        self.store(self.coerce(answer, kind, where), result)
        self.jump(done)
        if refused is not None:
            self.start_quietly(alone)
        return refused is not None
