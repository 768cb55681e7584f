"""Attributes of classes where the class that is meant is known only at run time: `cls.count += 1`.

An assignment through a class gives just that class the attribute: one that only inherits it gets a *shadow*, a variable of its own and a flag that
says whether it is there. Only attributes that the program assigns so have shadows.
"""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, Context, Expression, ListExpr, NameExpr, StrExpr, TupleExpr, TypeInfo, Var
from mypy.typeops import get_type_vars
from mypy.types import Instance, LiteralType, TupleType, get_proper_type

from yarara.compiler.lowering.builder import Value
from yarara.compiler.program.instances import GlobalVariable
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.subscripts import Subscripts
from yarara.compiler.program.types import BOOL, NONE, Class, ClassObject

ATTRIBUTE_NAMES = ("__slots__", "__match_args__")
"""What a class says of the names of its attributes: class bodies run no code for it, who reads it gets it made."""


class ClassVariables(Subscripts):
    """Reading and assigning them."""

    def class_variable(self, cls: Class, name: str, where: Context | None, of: Value | None = None) -> Value:
        """`cls.name` of just this class: its own, or that of the first class above that has one. `of`: the object whose attribute is meant."""
        owner, node = self._declared(cls, name, where)
        if name in ATTRIBUTE_NAMES:
            return self._attribute_names(owner.info, node, where)
        storage = self.program.global_variable(node, self.program.class_environment(owner))
        if not self.program.is_class_assigned(owner.info, name):
            return self._own_variable(cls.info, name, storage, of)
        result, done = self.slot(storage.type.llvm), self.name("done")
        for at in cls.mro[:cls.mro.index(owner)]:
            shadow = self._shadow(at, node, storage)
            own, inherited = self.name("own"), self.name("inherited")
            self.branch(self.instruction(f"load i1, ptr {shadow.flag}"), own, inherited)
            self.start_quietly(own)
            self.store(self.load(shadow.type, shadow.symbol), result)
            self.jump(done)
            self.start_quietly(inherited)
        self.store(self._own_variable(cls.info, name, storage, of), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(storage.type, result)

    def _attribute_names(self, info: TypeInfo, node: Var, where: Context | None) -> Value:
        """`C.__slots__` as it is written, and the `__match_args__` of a dataclass."""
        written = next((s.rvalue for s in info.defn.defs.body if isinstance(s, AssignmentStmt) and any(isinstance(t, NameExpr) and t.name == node.name for t in s.lvalues)), None)
        if written is None:
            return self.make_tuple([self.literal(name, where) for name in literal_texts(node)])
        if not is_constant_text(written):
            raise Unsupported(f"'{node.name}' can be read only where it is written with literals", where)
        return self.lower(written)

    def variable_of_all(self, info: TypeInfo, name: str) -> Value | None:
        """`C.name` of a generic class, of which there is one for all `C[...]`; None where its type or its place depends on more than the name."""
        node = info.names[name].node if name in info.names else None
        if not isinstance(node, Var) or node.type is None or get_type_vars(node.type):
            return None
        if self.program.is_stored(info, node) and not self.program.constants.has_class_value(info, name) or self.program.is_class_assigned(info, name):
            return None
        return self._own_variable(info, node.name, self.program.global_variable(node), None)

    def _own_variable(self, info: TypeInfo, name: str, storage: GlobalVariable, of: Value | None) -> Value:
        """The value of an attribute of a class; AttributeError where it is only declared and nothing has been assigned."""
        found = self.load(storage.type, storage.symbol)
        if storage.may_be_missing:
            missing = self.negate_if(True, self.instruction(f"load i1, ptr {storage.flag}")) if storage.flag else Value(BOOL, self.instruction(f"icmp eq ptr {found.ref}, null"))
            complaint, kind = ("raise_attribute", self.type_name(of)) if of is not None else ("raise_class_attribute", self.literal(info.name, None))
            self.cold_raise(missing.ref, complaint, [kind, self.literal(name, None)])
        return found

    def set_class_storage(self, storage: GlobalVariable, value: Value, where: Context | None) -> None:
        """Assign to an attribute of a class."""
        self.store(self.coerce(value, storage.type, where), storage.symbol)
        if storage.flag:
            self.emit(f"store i1 true, ptr {storage.flag}")

    def store_class_variable(self, cls: Class, name: str, value: Value, where: Context | None) -> None:
        """`cls.name = value` of just this class."""
        owner, node = self._declared(cls, name, where)
        self._refuse_stored(owner, node, where)
        storage = self.program.global_variable(node, self.program.class_environment(owner))
        if owner is not cls:
            storage = self._shadow(cls, node, storage)
        self.set_class_storage(storage, value, where)

    def store_through_class(self, receiver: Value, name: str, value: Value, where: Context | None) -> None:
        """`cls.name = value` where the class is a value."""
        kind = receiver.type
        cls = kind.instance if isinstance(kind, ClassObject) else None
        if not isinstance(cls, Class):
            raise Unsupported(f"an attribute of a value of type {kind} cannot be assigned to", where)
        owner, node = self._declared(cls, name, where)
        self._refuse_stored(owner, node, where)
        if receiver.ref == cls.symbol or not self.program.descendants(cls.info):
            self.store_class_variable(cls, name, value, where)
        else:
            self.dispatch(receiver, f"setclassvar {name}", [self.coerce(value, self.program.convert(node.type, {}, where), where)], NONE)

    def _declared(self, cls: Class, name: str, where: Context | None) -> tuple[Class, Var]:
        found = self.program.find(cls, name)
        if found is None or not isinstance(found[1], Var) or found[1].is_property:
            raise Unsupported(f"'{name}' of class {cls.info.name} cannot be assigned to", where)
        return found[0], found[1]

    def _refuse_stored(self, owner: Class, node: Var, where: Context | None) -> None:
        if self.program.is_stored(owner.info, node):
            raise Unsupported(f"'{node.name}' is changed on the class and on its objects", where, "use two names")

    def _shadow(self, cls: Class, node: Var, storage: GlobalVariable) -> GlobalVariable:
        key = (node, cls.info.fullname, node.name)
        found = self.program.imported.get(key)
        if found is None:
            symbol = f'@"global.{cls.name}.{node.name} of {node.fullname}"'
            flag = f'@"global.{cls.name}.{node.name} of {node.fullname}.assigned"'
            self.program.text.append(f"{flag} = internal global i1 false")
            found = self.program.imported[key] = GlobalVariable(symbol, storage.type, flag=flag)
        return found


def literal_texts(node: Var) -> list[str]:
    """The texts of which mypy says that a variable is the tuple."""
    kind = get_proper_type(node.type)
    items = [get_proper_type(item) for item in kind.items] if isinstance(kind, TupleType) else []
    literals = [item.last_known_value if isinstance(item, Instance) and item.last_known_value is not None else item for item in items]
    return [str(item.value) for item in literals if isinstance(item, LiteralType)]


def is_constant_text(e: Expression) -> bool:
    """A text, or a tuple or list of texts."""
    return isinstance(e, StrExpr) or isinstance(e, (TupleExpr, ListExpr)) and all(isinstance(item, StrExpr) for item in e.items)
