"""`object.__setattr__` and `object.__delattr__`: what the methods of one's own of these names hand on.

Often the name of the attribute is known only when the program runs; it is compared with those that objects of the class can have.
"""

from __future__ import annotations

from mypy.nodes import Context, Expression, StrExpr

from yarara.compiler.lowering.assignments import Assignments, accessor
from yarara.compiler.lowering.builder import Value
from yarara.compiler.program.hierarchy import Misfit
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import NONE, Class, Dynamic, Type


class NamedAttributes(Assignments):
    """Attributes by their names."""

    def by_name(self, receiver: Value, given: list[Expression], where: Context) -> Value:
        """`object.__setattr__(receiver, name, value)`, or without a value `object.__delattr__(receiver, name)`."""
        kind = receiver.type
        if not isinstance(kind, Class):
            raise Unsupported(f"an attribute of a value of type {kind} cannot be assigned to by its name", where)
        if isinstance(given[0], StrExpr) and len(given) == 2:
            self._set_literal(receiver, kind, given[0], given[1])
            return Value(NONE, "null")
        values = [self.lower_to(given[0], self.program.str_class), *(self.lower(value) for value in given[1:])]
        if receiver.ref != self.exact_receiver and self.program.descendants(kind.info):
            self.dispatch(receiver, "(by_name)", values, NONE)
        else:
            self.change_named(receiver, values, where)
        return Value(NONE, "null")

    def _set_literal(self, receiver: Value, kind: Class, name: StrExpr, given: Expression) -> None:
        """How a frozen dataclass fills its own fields."""
        self.program.lay_out(kind)
        place = kind.fields.get(name.value)
        if place is not None:
            self.store_field(self.of_thread(receiver, name.value), name.value, self.coerce(self.lower(given, place.type), place.type, given))
        elif name.value in self._with_setter(kind):
            self.store_plainly(receiver, kind, name.value, self.lower(given), given)
        else:
            raise Unsupported(f"'{kind}' has no attribute '{name.value}'", name, "declare it in the class body")

    def change_named(self, receiver: Value, given: list[Value], where: Context | None) -> None:
        """For an object of just this class: the attribute of this name gets a value, or with none given is deleted."""
        cls, name = receiver.type, given[0]
        assert isinstance(cls, Class)
        self.program.lay_out(cls)
        done = self.name("done")
        for attribute in [*self._stored(cls), *self._with_setter(cls)]:
            chosen, other = self.name("chosen"), self.name("other")
            self.branch(self.equal(name, self.literal(attribute, None), None), chosen, other)
            self.start_quietly(chosen)
            if len(given) == 2:
                self._store_what_fits(receiver, cls, attribute, given[1], where)
            elif not self.forget_attribute(receiver, cls, attribute, where):
                self.raise_runtime("raise_attribute", [self.type_name(receiver), name])
            if not self.terminated:
                self.jump(done)
            self.start_quietly(other)
        self.raise_runtime("raise_attribute", [self.type_name(receiver), name])
        self.start_quietly(done)

    def _store_what_fits(self, receiver: Value, cls: Class, attribute: str, value: Value, where: Context | None) -> None:
        """TypeError for a value that mypy would not have let pass where the name is known."""
        wanted = self._type_of(cls, attribute)
        try:
            if isinstance(value.type, Dynamic) and not isinstance(wanted, Dynamic):
                value = self.checked_item(value, wanted, where)
            self.store_plainly(receiver, cls, attribute, self.coerce(value, wanted, where), where)
        except Misfit:
            self.raise_runtime("raise_type", [self._text(f"the attribute '{attribute}' of {cls.info.name} is declared {wanted}")])

    def _type_of(self, cls: Class, attribute: str) -> Type:
        place = cls.fields.get(attribute)
        if place is not None:
            return place.type
        home, member = self.program.find(cls, attribute)  # type: ignore[misc]
        setter = accessor(member, "setter")
        assert setter is not None
        return self.program.convert(self.signature(setter, setter).arg_types[1], self.program.class_environment(home), setter)

    def _stored(self, cls: Class) -> list[str]:
        """The attributes that each object holds."""
        return [name for at in cls.mro if at.info.module_name in self.program.typed.application for name in self.program.stored_variables(at.info)]

    def _with_setter(self, cls: Class) -> list[str]:
        """The properties that can be assigned to."""
        names = {name: None for at in cls.info.mro if at.module_name in self.program.typed.application for name in at.names}
        return [name for name in names if accessor(self.program.find(cls, name)[1], "setter") is not None]  # type: ignore[index]
