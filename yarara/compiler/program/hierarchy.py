"""Classes of the program: their bases in C3 order, who is below whom, and where each attribute lies in an object.

With single inheritance the attributes of a class follow those of its base. Where a class has several bases, all classes that share a
descendant agree on the place of every attribute (`Places` colours them), so that a method finds the attributes of `self` at the same offset
whatever the class of the object is.
"""

from __future__ import annotations

from mypy.types import Instance, Type as MypyType, TypeVarId  # first: mypy's other modules rely on it
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import Context, MemberExpr, RefExpr, FuncDef, NameExpr, OverloadedFuncDef, SymbolNode, SymbolTable, TypeInfo, Var
from mypy.typevars import fill_typevars

from yarara.compiler.program import types
from yarara.compiler.program.assigned import Attributes
from yarara.compiler.program.bare_objects import BareObjects
from yarara.compiler.program.constants import AssignedAttributes, Constants
from yarara.compiler.written.class_tools import CACHE
from yarara.compiler.written.dataclass_methods import IN_REPR
from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.written.enumerations import NAME, VALUE, Enumerations
from yarara.compiler.program.made_classes import MadeClasses
from yarara.compiler.program.places import Places
from yarara.compiler.program.types import Class, Type
from yarara.compiler.written.value_classes import HELD, HELD_BASES, ValueClasses

Environment = dict[TypeVarId, Type]

VALUE_TYPES = {"builtins.int": types.INT, "builtins.float": types.FLOAT, "builtins.bool": types.BOOL}
ABSTRACT_MODULES = ("typing.", "collections.abc.", "_collections_abc.", "_typeshed.")
WITHOUT_MEMBERS = ("builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol")
WITHOUT_CHECK = (IN_REPR, NAME, VALUE, HELD)
"""Attributes that the compiler makes and always sets."""
CONTAINERS = ("builtins.dict", "builtins.list", "builtins.set")
"""Built-in classes that others may derive from; their methods are then called by the class of the object."""
NOT_DERIVED_FROM = ("builtins.bytearray", "builtins.frozenset", "builtins.complex")
NO_METACLASSES, FOR_METACLASSES = "metaclasses are not supported", "write __init_subclass__, class methods of a base class, or a decorator of the class"
GROUPS = ("builtins.BaseExceptionGroup", "builtins.ExceptionGroup")
"""Classes whose type argument is for mypy alone."""


class NoMember(Unsupported):
    """A value has no such method or attribute: where its class is known only at run time, an AttributeError there."""


class WrongArguments(Unsupported):
    """Arguments that do not fit a function: where the class is known only at run time, a TypeError there."""


class Misfit(Unsupported):
    """A value of one type where another is wanted: where the types are those of objects known only at run time, a TypeError there."""


class NoOperator(Unsupported):
    """An operator does not take operands of these types: where they are known only at run time, a TypeError there."""

    def __init__(self, operator: str, left: Type, right: Type, where: Context | None, hint: str = "") -> None:
        self.operator, self.left, self.right = operator, left, right
        super().__init__(f"'{operator}' between {left} and {right} is not supported", where, hint)


class Hierarchy(MadeClasses):
    """The part of `Program` that knows classes."""

    constants: Constants
    value_classes: ValueClasses
    enumerations: Enumerations
    assigned_attributes: AssignedAttributes
    class_assigned: set[tuple[str, str]]
    deleted_attributes: set[str]
    bare_objects: BareObjects
    _children: dict[str, list[TypeInfo]]
    _seen_infos: set[str]
    _attributes: Attributes | None
    _places: Places | None
    _overriding: dict[tuple[str, str], bool]
    _below: dict[str, list[TypeInfo]]

    def convert(self, mypy_type: MypyType | None, environment: Environment, where: Context | None = None) -> Type:
        raise NotImplementedError

    def inherits_abstract(self, info: TypeInfo) -> bool:
        """Whether a class takes methods from a class of `collections.abc`: those of the application do, and few of the library's."""
        return info.module_name in self.typed.application or info.fullname in INHERITING

    # -- bases ---------------------------------------------------------------------------------------------------------

    def is_abstract(self, info: TypeInfo) -> bool:
        """Whether values of this declared type come from unrelated classes."""
        return info.is_protocol or is_library_abstract(info)

    def class_instance(self, info: TypeInfo, arguments: tuple[Type, ...], where: Context | None = None) -> Class:
        """The class with these type arguments; made, not yet laid out, when first asked for."""
        key = (info.fullname, *arguments)
        found = self.classes.get(key)
        if found is None:
            short = info.fullname.removeprefix("builtins.").removeprefix("__main__.")
            name = f"{short}[{', '.join(map(str, arguments))}]" if arguments else short
            found = self.classes[key] = Class(name, info, arguments, None)
            try:
                found.mro = self._linearised(found, where)
            except Unsupported:
                del self.classes[key]
                raise
            found.base = found.mro[1] if len(found.mro) > 1 else None
        return found

    def _linearised(self, cls: Class, where: Context | None) -> tuple[Class, ...]:
        """mypy's C3 order, with concrete type arguments; what has no members is left out."""
        environment = self.class_environment(cls)
        own = fill_typevars(cls.info)
        whole = own if isinstance(own, Instance) else own.partial_fallback
        found = [cls]
        meta = cls.info.metaclass_type
        if meta is not None and meta.type.module_name in self.typed.application:
            raise Unsupported(NO_METACLASSES, where or cls.info, FOR_METACLASSES)
        for info in cls.info.mro[1:]:
            if not has_members(info) or cls.info.is_enum and info.module_name in ("enum", "builtins") or info.fullname == "builtins.tuple" and self._is_named_tuple(cls.info):
                continue
            if info.fullname in HELD_BASES and self.value_classes.base_of(cls.info):
                continue
            self._refuse_base(cls, info, where)
            arguments = [] if info.fullname in GROUPS else [self.convert(a, environment, where) for a in map_instance_to_supertype(whole, info).args]
            found.append(self.class_instance(info, tuple(arguments), where))
        return tuple(found)

    @staticmethod
    def _is_named_tuple(info: TypeInfo) -> bool:
        """Whether a class is a named tuple written as a class: its items are fields."""
        return any("namedtuple" in base.metadata and base.defn.defs.body for base in info.mro)

    def _refuse_base(self, cls: Class, base: TypeInfo, where: Context | None) -> None:
        if base.fullname == "builtins.type":
            raise Unsupported(NO_METACLASSES, where or cls.info, FOR_METACLASSES)
        if base.fullname in NOT_DERIVED_FROM and cls.info.module_name in self.typed.application:
            raise Unsupported(f"a class derived from {base.name} is not supported", where or cls.info, f"keep the {base.name} in an attribute")
        if base.fullname == "builtins.tuple" and cls.info.is_named_tuple:
            raise Unsupported("a named tuple must be a class", where or cls.info, f"write: class {cls.info.name}(NamedTuple): and its fields below")

    def container_base(self, cls: Type) -> Class | None:
        """The built-in container that a class is or derives from."""
        if not isinstance(cls, Class) or cls.boxed is not None:
            return None
        return next((at for at in cls.mro if at.info.fullname in CONTAINERS), None)

    def is_exception(self, cls: Class) -> bool:
        return cls.info.has_base("builtins.BaseException")

    def class_environment(self, cls: Class) -> Environment:
        """What the type variables of a class stand for."""
        return {variable.id: argument for variable, argument in zip(cls.info.defn.type_vars, cls.arguments)}

    # -- who is below whom ---------------------------------------------------------------------------------------------

    def descendants(self, info: TypeInfo) -> list[TypeInfo]:
        """All classes of the program below this one, each once."""
        self._find_children()
        found = self._below.get(info.fullname)
        if found is None and info.is_intersection:  # what isinstance() with a class beside the static one leaves
            first, *others = info.bases
            found = self._below[info.fullname] = [i for i in self.descendants(first.type) if all(i.has_base(o.type.fullname) for o in others)]
        elif found is None:
            below: dict[TypeInfo, None] = {}
            todo = list(self._children.get(info.fullname, []))
            while todo:
                child = todo.pop()
                if child not in below:
                    below[child] = None
                    todo.extend(self._children.get(child.fullname, []))
            found = self._below[info.fullname] = list(below)
        return found

    def _find_children(self) -> None:
        if not self._children:
            for module in self.typed.modules.values():
                self._collect_children(module.names)

    def _collect_children(self, names: SymbolTable) -> None:
        for entry in names.values():
            node = entry.node
            if isinstance(node, TypeInfo) and node.fullname not in self._seen_infos:
                self._seen_infos.add(node.fullname)
                for base in node.bases:
                    self._children.setdefault(base.type.fullname, []).append(node)
                self._collect_children(node.names)

    def overridden(self, cls: Class, name: str) -> bool:
        """Whether objects of some class below `cls` have another member of this name."""
        key = (cls.info.fullname, name)
        found = self._overriding.get(key)
        if found is None:
            own = cls.info.get(name)
            node = own.node if own is not None else None
            found = self._overriding[key] = any(_member(below, name) is not node for below in self.descendants(cls.info)) or bool(
                isinstance(node, Var) and self.is_class_assigned(cls.info, name) and self.descendants(cls.info))
        return found

    def is_class_assigned(self, info: TypeInfo, name: str, names: set[tuple[str, str]] | None = None) -> bool:
        """Whether this attribute of a class, or of one above or below it, is assigned through a class that is a value."""
        names = self.class_assigned if names is None else names
        if not names:
            return False
        return any((related.fullname, name) in names for related in [*info.mro, *self.descendants(info)])

    def have_common(self, a: TypeInfo, b: TypeInfo) -> bool:
        """Whether some object may be of both classes."""
        return not {a, *self.descendants(a)}.isdisjoint([b, *self.descendants(b)])

    def is_scattered(self, info: TypeInfo) -> bool:
        """Whether a class is the second base of another: then the numbers of the classes below it are no range."""
        return info.is_intersection or any(info in [above for base in self.kept_bases(below)[1:] for above in base.mro] for below in self.descendants(info))

    def goes_another_way(self, info: TypeInfo, name: str) -> bool:
        """Whether `super().name` in a method of a class means another method for objects of some class below it."""
        own = member_after(info, info, name)
        return any(member_after(below, info, name) is not own for below in self.descendants(info))

    def all_classes(self) -> list[TypeInfo]:
        self._find_children()
        return [info for children in self._children.values() for info in children]

    def kept_bases(self, info: TypeInfo) -> list[TypeInfo]:
        return [base.type for base in info.bases if has_members(base.type) and base.type.fullname not in HELD_BASES]

    def plain_type(self, variable: Var) -> Type | None:
        """The type of an attribute where it does not depend on type arguments."""
        try:
            return self.convert(variable.type, {}, variable)
        except Unsupported:
            return None

    # -- attributes ----------------------------------------------------------------------------------------------------

    def lay_out(self, cls: Class) -> None:
        """Give every attribute of a class its place."""
        if cls.laid_out:
            return
        cls.laid_out = True
        if cls.info.fullname == "yarara.machine.Array":
            cls.item = cls.arguments[0]
            cls.body_size = 2 * types.WORD
        elif self.places.has(cls.info) or cls.info.is_intersection and all(self.places.has(base) for base in self.kept_bases(cls.info)):
            self._lay_out_among_several(cls)
        else:
            self._lay_out_after_base(cls)

    def _lay_out_after_base(self, cls: Class) -> None:
        if cls.base is not None:
            self.lay_out(cls.base)
            cls.fields.update(cls.base.fields)
            cls.body_size = cls.base.body_size
            cls.body_references = list(cls.base.body_references)
        environment = self.class_environment(cls)
        for name, node in self.stored_variables(cls.info).items():
            if name in cls.fields:
                continue
            kind = self.convert(node.type, environment, node)
            at = cls.body_size
            place = cls.fields[name] = types.Field(name, kind, at)
            cls.body_references += [at + r for r in kind.references]
            cls.body_size += types.words(kind.size)
            if self.may_be_missing(cls.info, name):
                place.may_be_missing = True
                if not types.says_missing(kind):
                    place.flag = cls.body_size
                    cls.body_size += types.WORD

    def _lay_out_among_several(self, cls: Class) -> None:
        """At the places that all classes with a common descendant agree on."""
        for owner in reversed(cls.mro):
            environment = self.class_environment(owner)
            for name, node in self.stored_variables(owner.info).items():
                if name in cls.fields:
                    continue
                place = self.places.of(owner.info, name)
                kind = self.convert(node.type, environment, node)
                if types.words(kind.size) > place.size:
                    raise Unsupported(f"the attribute '{name}' of type {kind} is too big for a generic class among several bases", node, "keep it in an object")
                field = cls.fields[name] = types.Field(name, kind, place.offset, place.may_be_missing)
                if place.may_be_missing and not types.says_missing(kind):
                    field.flag = place.flag
                cls.body_references += [place.offset + r for r in kind.references]
                cls.body_size = max(cls.body_size, place.end)

    @property
    def places(self) -> Places:
        if self._places is None:
            self._places = Places(self)
        return self._places

    def stored_variables(self, info: TypeInfo) -> dict[str, Var]:
        """The variables of a class itself that live in each object."""
        return {name: entry.node for name, entry in info.names.items() if isinstance(entry.node, Var) and self.is_stored(info, entry.node)}

    def may_be_missing(self, info: TypeInfo, name: str) -> bool:
        """Whether an attribute may be read before it is assigned."""
        if info.module_name not in self.typed.application or self.constants.has_class_value(info, name) or name in WITHOUT_CHECK or name.startswith(CACHE):
            return False
        return name in self.deleted_attributes or info.has_base(THREAD_LOCAL) or not self.attributes.always(info, name)

    @property
    def attributes(self) -> Attributes:
        if self._attributes is None:
            self._find_children()
            self._attributes = Attributes(self._children, self.bare_objects)
        return self._attributes

    def is_of_thread(self, cls: Class, name: str) -> bool:
        """Whether each thread has an attribute of its own of this name: below `threading.local`."""
        return cls.info.has_base(THREAD_LOCAL) and name in cls.fields and not any(at.info.fullname == THREAD_LOCAL and name in at.info.names for at in cls.mro)

    def is_stored(self, info: TypeInfo, node: Var) -> bool:
        """Whether a variable of a class lives in each object (else it belongs to the class)."""
        if node.is_classvar or node.is_property or node.name.startswith("__") and node.name.endswith("__") and node.name not in ("__cause__", "__context__", "__suppress_context__"):
            return False
        if info.module_name == "builtins":
            return True
        if not self.constants.has_class_value(info, node.name) and node not in self.constants.assigned_through_class:
            return True
        related = {base.fullname for cls in [info, *self.descendants(info)] for base in cls.mro}
        return not self.assigned_attributes.classes(node.name).isdisjoint({"", *related})

    # -- members -------------------------------------------------------------------------------------------------------

    def find(self, cls: Class, name: str) -> tuple[Class, SymbolNode] | None:
        """The member `name` and the class in the chain that defines it."""
        for at in cls.mro:
            entry = at.info.names.get(name)
            if entry is not None and entry.node is not None:
                return self._of_base(at, entry.node) or (at, self._other_name(at.info, entry.node))
        return None

    def _of_base(self, cls: Class, node: SymbolNode) -> tuple[Class, SymbolNode] | None:
        """`__hash__ = Base.__hash__` in the body of a class is the method of the base."""
        given = self.method_of_base(node)
        base = next((at for at in cls.mro if at.info is given.expr.node), None) if given is not None and isinstance(given.expr, RefExpr) else None
        return self.find(base, given.name) if base is not None and given is not None else None

    def method_of_base(self, node: SymbolNode) -> MemberExpr | None:
        """`Base.method`, if that is what an attribute of a class below `Base` is another name of."""
        values = self.constants.assignments.get(node, []) if isinstance(node, Var) else []
        given = values[0] if len(values) == 1 else None
        if not isinstance(given, MemberExpr) or not isinstance(given.expr, RefExpr) or not isinstance(given.expr.node, TypeInfo):
            return None
        assert isinstance(node, Var)
        base = given.expr.node
        home = next((at for at in base.mro if given.name in at.names), None)
        entry = home.names[given.name].node if home is not None else None
        method = self._other_name(home, entry) if home is not None and entry is not None else None
        plain = isinstance(method, FuncDef) and not method.is_static and not method.is_class
        return given if plain and base in node.info.mro[1:] and base.module_name != "builtins" else None

    def _other_name(self, info: TypeInfo, node: SymbolNode) -> SymbolNode:
        """`__radd__ = __add__` in the body of a class is the method itself; so is what has its name from such a name."""
        values = self.constants.assignments.get(node, []) if isinstance(node, Var) else []
        given = values[0] if len(values) == 1 else None
        method = info.names.get(given.name) if isinstance(given, NameExpr) else None
        if method is None or not isinstance(given, NameExpr) or method.node is node:
            return node
        if method.node is not given.node and not (isinstance(given.node, Var) and given.node.info is info):
            return node
        found = self._other_name(info, method.node) if isinstance(method.node, Var) else method.node
        return found if isinstance(found, (FuncDef, OverloadedFuncDef)) else node

    def find_after(self, cls: Class, info: TypeInfo, name: str) -> Class | None:
        """The class that `super()` in a method of `info` finds `name` in, for an object of `cls`."""
        position = next(index for index, at in enumerate(cls.mro) if at.info is info)
        return next((at for at in cls.mro[position + 1:] if name in at.info.names), None)

    def class_value_owner(self, cls: Class, name: str) -> Class | None:
        """The first class in the chain whose body gives an attribute its value."""
        return next((at for at in cls.mro if name in at.info.names and self.constants.has_class_value(at.info, name)), None)


THREAD_LOCAL = "threading.local"

INHERITING = ("_collections.chain_maps.ChainMap", "_collections.user_dicts.UserDict", "_collections.user_lists.UserList", "_types.MappingProxyType")
"""Classes of the library that take methods from `collections.abc`."""


def is_library_abstract(info: TypeInfo) -> bool:
    return info.fullname.startswith(ABSTRACT_MODULES) and not info.fullname.startswith("typing.Generic")


def has_members(info: TypeInfo) -> bool:
    """Whether a base class gives objects attributes or methods; protocols of the library only say what there must be."""
    return info.fullname not in WITHOUT_MEMBERS and not is_library_abstract(info)


def _member(info: TypeInfo, name: str) -> SymbolNode | None:
    entry = info.get(name)
    return entry.node if entry is not None else None


def member_after(cls: TypeInfo, info: TypeInfo, name: str) -> SymbolNode | None:
    """What comes after the member of `info` in the order of `cls`."""
    for at in cls.mro[cls.mro.index(info) + 1:]:
        if name in at.names:
            return at.names[name].node
    return None
