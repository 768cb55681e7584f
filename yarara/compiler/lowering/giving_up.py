"""Operators' methods that return `NotImplemented`: the other operand is asked then, or TypeError raised.

Their result is optional in registers, and None stands for `NotImplemented`. Where the declared result may be None itself, or is any of several
types, the one object of `NotImplementedType` does.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, Context, Expression, FuncDef, MemberExpr, SuperExpr

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import plain_function
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import NONE, Class, Dynamic, Optional, Type
from yarara.compiler.lowering.unpacked_arguments import UnpackedArguments
from yarara.compiler.walk import COMPARING, called_operator


class GivingUp(UnpackedArguments):
    """`NotImplemented` as a result."""

    handed_on: Expression | None = None
    """The call whose result, `NotImplemented` perhaps, this function returns as its own."""

    def not_implemented(self) -> Value:
        """The object, of which there is one."""
        cls = self.program.not_implemented_class
        return Value(cls, self.program.only_object(cls))

    def leave_giving_up(self, where: Context) -> None:
        """`return NotImplemented`."""
        kind, node, owner = self.instance.result, self.instance.node, self.instance.owner
        if not isinstance(node, FuncDef) or owner is None or not self.program.gives_up(node, owner):
            raise Unsupported("NotImplemented is supported only as a result of methods for operators", where)
        if not self._has_object(node, owner, kind):
            self.leave(Value(NONE, "null"))
        elif isinstance(kind, Dynamic):
            self.leave(self.coerce(self.not_implemented(), kind, where))
        elif kind.is_reference:
            self.leave(Value(kind, self.not_implemented().ref))
        else:
            raise Unsupported(f"NotImplemented is not supported as a result of a method that is declared to return {kind}", where, "raise TypeError")

    def note_handed_on(self, returned: Expression) -> None:
        """Before an expression is returned."""
        node = self.instance.node
        handed_on = called_operator(returned) and isinstance(node, FuncDef) and self.program.gives_up(node, self.instance.owner)
        self.handed_on = returned if handed_on else None

    def _has_object(self, node: FuncDef, owner: Class, result: Type) -> bool:
        """Whether the object stands for `NotImplemented`, because None is a result like any other."""
        if isinstance(result, Dynamic):
            return True
        try:
            declared = self.program.convert(self.signature(node, node).ret_type, self.program.class_environment(owner))
        except Unsupported:  # in terms of type variables of its class, which stand for classes
            return False
        return isinstance(declared, (Optional, Dynamic))

    def given_up(self, found: Value, receiver: Type, method: str) -> str | None:
        """Whether a result was `NotImplemented`; None where it cannot be."""
        owner, node = self._method_of(receiver, method)
        if owner is None or node is None or not self.program.gives_up(node, owner) or not isinstance(found.type, (Optional, Dynamic)):
            return None
        if not self._has_object(node, owner, found.type):
            return self.instruction(f"xor i1 {self.is_some(found)}, true")
        return self.instruction(f"icmp eq ptr {found.ref}, {self.not_implemented().ref}") if found.type.is_reference else None

    def _method_of(self, receiver: Type, method: str) -> tuple[Class, FuncDef] | tuple[None, None]:
        member = self.program.find(receiver, method) if isinstance(receiver, Class) else None
        node = plain_function(member[1]) if member is not None else None
        return (member[0], node) if member is not None and node is not None else (None, None)

    def unless_given_up(self, found: Value, methods: tuple[str, str], complaint: str, between: str, left: Value, right: Value, where: Context | None) -> Value:
        """What the left operand's method gave; if that was `NotImplemented`, the method of the right one, else TypeError."""
        method, reflected = methods
        refused = self.given_up(found, left.type, method)
        if refused is None:
            return found
        kind = self.answer_type(found, left.type, method)
        result = self.slot(kind.llvm)
        given, other, done = self.name("given"), self.name("refused"), self.name("done")
        self.branch(refused, other, given, likely=False)
        self.start_quietly(given)
        self.store(self.inside(found) if kind is not found.type else found, result)
        self.jump(done)
        self.start_quietly(other)
        if self._differs(method, left, right) and self.has_method(right.type, reflected):
            self.store(self.coerce(self.reflected(right, reflected, complaint, between, left, where), kind, where), result)
            self.jump(done)
        else:
            self._refuse_operands(complaint, between, left, right)
        self.start_quietly(done)
        return self.load(kind, result)

    @staticmethod
    def _differs(method: str, left: Value, right: Value) -> bool:
        """Whether the right operand is asked, too: in arithmetic not if both are of one class."""
        return left.type is not right.type or method.strip("_") in COMPARING

    def answer_type(self, found: Value, receiver: Type, method: str) -> Type:
        owner, node = self._method_of(receiver, method)
        if owner is None or node is None or not isinstance(found.type, Optional) or self._has_object(node, owner, found.type):
            return found.type
        return found.type.inner

    def reflected(self, right: Value, method: str, complaint: str, between: str, left: Value, where: Context | None) -> Value:
        """What the right operand's method gives; it is the last to be asked."""
        found = self.call_method(right, method, [left], where)
        refused = self.given_up(found, right.type, method)
        if refused is None:
            return found
        given, other = self.name("given"), self.name("refused")
        self.branch(refused, other, given, likely=False)
        self.start_quietly(other)
        self._refuse_operands(complaint, between, left, right)
        self.start_quietly(given)
        return self.inside(found) if self.answer_type(found, right.type, method) is not found.type else found

    def _refuse_operands(self, complaint: str, between: str, left: Value, right: Value) -> None:
        text = self.concatenate([self._text(f"{complaint}'"), self.kind_name(left), self._text(f"'{between}'"), self.kind_name(right), self._text("'")])
        self.raise_runtime("raise_type", [text])

    def answer_as_value(self, e: CallExpr, found: Value) -> Value:
        """The result of a method for an operator that is called by its name, `super().__eq__(other)`: perhaps the object `NotImplemented`."""
        name = called_operator(e)
        if not name or e is self.handed_on or not isinstance(found.type, Optional) or not isinstance(e.callee, (MemberExpr, SuperExpr)):
            return found
        declared = self.result_type(e)
        if declared is None or isinstance(declared, (Optional, Dynamic)):
            return found
        whole = self.program.object
        answer = self.slot(whole.llvm)
        given, refused, done = self.name("given"), self.name("refused"), self.name("done")
        self.branch(self.is_some(found), given, refused, likely=True)
        self.start_quietly(given)
        self.store(self.to_dynamic(self.inside(found), whole), answer)
        self.jump(done)
        self.start_quietly(refused)
        self.store(self.to_dynamic(self.not_implemented(), whole), answer)
        self.jump(done)
        self.start_quietly(done)
        return self.load(whole, answer)

    # -- given by the layers above -------------------------------------------------------------------------------------

    def _text(self, text: str) -> Value:
        raise NotImplementedError

    def concatenate(self, parts: list[Value]) -> Value:
        raise NotImplementedError

    def kind_name(self, value: Value) -> Value:
        raise NotImplementedError
