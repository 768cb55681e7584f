"""The one place where mypy's types become concrete types."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mypy.maptype import map_instance_to_supertype
from mypy.messages import format_type_bare
from mypy.nodes import ARG_POS, ARG_STAR, Context, FuncDef, TypeInfo
from mypy.options import Options
from mypy.types import (
    AnyType, CallableType, Instance, LiteralType, NoneType, Overloaded, Parameters, ParamSpecType, PartialType, TupleType, Type as MypyType, TypeAliasType, TypedDictType, TypeOfAny,
    TypeType, TypeVarTupleType,
    TypeVarType, UninhabitedType, UnionType, UnpackType, get_proper_type,
)
from mypy.typevars import fill_typevars

from yarara.compiler.program import types
from yarara.compiler.diagnostics import UnknownType, Unsupported
from yarara.compiler.program.hierarchy import GROUPS, VALUE_TYPES, Environment, Hierarchy, is_library_abstract
from yarara.compiler.program.narrowed_variables import narrowed
from yarara.compiler.program.types import BOOL, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Tuple, Type


def is_unknown_argument(kind: AnyType) -> bool:
    """Whether this Any is what isinstance() leaves of a type argument: `isinstance(x, list)` says nothing of the items."""
    while kind.type_of_any == TypeOfAny.from_another_any and kind.source_any is not None:
        kind = kind.source_any
    return kind.type_of_any == TypeOfAny.special_form


def without_narrower(kinds: Iterable[Type]) -> list[Type]:
    """The alternatives of a union without those that others include: mypy writes such a union either way, and it is one type."""
    given = list(kinds)
    classes = [kind for kind in given if isinstance(kind, Class)]
    found = [kind for kind in given if not isinstance(kind, Class) or not any(kind is not c and kind.derives_from(c) for c in classes)]
    return [kind for kind in found if kind is not BOOL] if INT in found and len(found) > 2 else found


def with_bool(kinds: list[Type]) -> tuple[Type, ...]:
    """The types that values of a union have: what is declared as `int` may be a bool, and remains one."""
    return (*kinds, BOOL) if INT in kinds and BOOL not in kinds else tuple(kinds)


def required_positional(function: Function) -> tuple[Type, ...] | None:
    """The types of the parameters that a function must be given, if giving them by position is enough."""
    if not function.formals:
        return function.parameters
    if any(formal.kind.is_named() and formal.kind.is_required() for formal in function.formals):
        return None
    return tuple(kind for kind, formal in zip(function.parameters, function.formals) if formal.kind is ARG_POS)


def common_parameters(lists: list[tuple[Type, ...]]) -> tuple[Type, ...] | None:
    """For each parameter the one type that all of these functions take, alone or among others."""
    if len({len(parameters) for parameters in lists}) != 1:
        return None
    common: list[Type] = []
    for kinds in zip(*lists):
        taken = [[*kind.alternatives] if isinstance(kind, Dynamic) and kind.alternatives else [kind] for kind in kinds]
        shared = [kind for kind in taken[0] if all(kind in others for others in taken[1:])]
        if len(shared) != 1:
            return None
        common.append(shared[0])
    return tuple(common)


def is_named_tuple(proper: MypyType | None) -> bool:
    """Whether a type with items is that of a class."""
    return isinstance(proper, TupleType) and proper.partial_fallback.type.fullname != "builtins.tuple"


class TypeConversion(Hierarchy):
    """The part of `Program` that knows what types are in registers and memory."""

    object: Dynamic
    _recursive: dict[str, Dynamic]  # unions that contain themselves, by alias

    def builtin_class(self, name: str, *arguments: Type) -> Class:
        """A class of the `builtins` module with these type arguments."""
        node = self.typed.modules["builtins"].names[name].node
        assert isinstance(node, TypeInfo), name
        return self.class_instance(node, arguments)

    @property
    def str_class(self) -> Class:
        return self.builtin_class("str")

    @property
    def complex_class(self) -> Class:
        return self.builtin_class("complex")

    @property
    def plain_object(self) -> Class:
        """The class of what `object()` makes: `object` itself is any value."""
        return self._plain_class("object")

    @property
    def ellipsis_class(self) -> Class:
        """The class of `...`."""
        return self._plain_class("ellipsis")

    @property
    def not_implemented_class(self) -> Class:
        """The class of `NotImplemented`."""
        return self._plain_class("NotImplementedType")

    def _plain_class(self, name: str) -> Class:
        info = self.typed.modules["yarara.runtime.plain_objects"].names[name].node
        assert isinstance(info, TypeInfo)
        return self.class_instance(info, ())

    @property
    def bytes_class(self) -> Class:
        return self.builtin_class("bytes")

    @property
    def base_exception(self) -> Class:
        return self.builtin_class("BaseException")

    def held_type(self, kind: Type) -> TypeInfo | None:
        """The built-in type that `kind` is, if values of it may also lie in objects of the application's classes: of `IntEnum`, or derived from `str`."""
        name = str(kind) if kind in (INT, types.FLOAT) else "tuple" if isinstance(kind, Tuple) else kind.info.name if isinstance(kind, Class) and kind.info.module_name == "builtins" else ""
        if not name or not self.kept_in_objects & {f"builtins.{name}", "builtins.int" if kind is types.FLOAT else ""}:
            return None
        node = self.typed.modules["builtins"].names[name].node
        return node if isinstance(node, TypeInfo) else None

    @cached_property
    def kept_in_objects(self) -> set[str]:
        """The built-in types whose values objects of the application's classes hold."""
        members = {f"builtins.{found.data}" for found in self.enumerations.found.values() if found.data and found.info.module_name in self.typed.application}
        return members | set(self.value_classes.roots.values())

    def convert(self, mypy_type: MypyType | None, environment: Environment, where: Context | None = None) -> Type:
        """mypy's type with its variables replaced, as a concrete type. Raises `Unsupported` for `Any`."""
        proper = get_proper_type(mypy_type)
        if isinstance(proper, UnionType) and isinstance(mypy_type, TypeAliasType) and mypy_type.is_recursive:
            return self._convert_recursive(mypy_type, proper, environment, where)
        if isinstance(mypy_type, TypeAliasType) and mypy_type.is_recursive and not isinstance(proper, TypedDictType) and not is_named_tuple(proper):
            return self._convert_endless(mypy_type, where)
        if isinstance(proper, Instance):
            return self._convert_instance(proper, environment, where)
        if isinstance(proper, NoneType):
            return NONE
        if isinstance(proper, UninhabitedType):
            return NEVER
        if isinstance(proper, LiteralType):
            return self.convert(proper.fallback, environment, where)
        if isinstance(proper, TypeVarType):
            found = environment.get(proper.id)
            if found is None:
                raise Unsupported(f"the type variable {proper.name} has no concrete type here", where)
            return narrowed(proper, found, self, where)
        if isinstance(proper, TypedDictType):
            return self.builtin_class("dict", self.str_class, self.object)
        if isinstance(proper, TupleType):
            return self._convert_tuple(proper, environment, where)
        if isinstance(proper, UnionType):
            return self._convert_union(proper, environment, where)
        if isinstance(proper, CallableType):
            if proper.is_type_obj():
                return types.class_object(self.convert(proper.ret_type, environment, where))
            if proper.is_ellipsis_args:
                return types.function_of((types.ANY, types.ANY), self.convert(proper.ret_type, environment, where), types.ANYTHING)
            parameters, formals = self.convert_parameters(proper, environment, where)
            return types.function_of(parameters, self.convert(proper.ret_type, environment, where), formals)
        if isinstance(proper, Parameters):
            return types.parameter_list(*self.convert_parameters(proper, environment, where))
        if isinstance(proper, ParamSpecType) and proper.id in environment:
            return environment[proper.id]
        if isinstance(proper, TypeType):
            return types.class_object(self.convert(proper.item, environment, where))
        if isinstance(proper, Overloaded):
            if proper.items[0].is_type_obj():
                return types.class_object(self.convert(proper.items[0].ret_type, environment, where))
            return self.convert(proper.items[0], environment, where)
        if isinstance(proper, AnyType) and is_unknown_argument(proper):
            return types.ANY
        if isinstance(proper, (AnyType, PartialType)) or proper is None:
            raise UnknownType(where=where)
        raise Unsupported(f"values of type {proper} are not supported", where)

    def convert_declared(self, declared: MypyType, environment: Environment, where: Context | None, of: str) -> Type:
        """The same for a parameter or a result: where Any occurs in its type, the message says `of` what."""
        try:
            return self.convert(declared, environment, where)
        except UnknownType:
            raise UnknownType(f"{of} has the type {format_type_bare(declared, Options())}", where) from None

    def convert_parameters(self, callee: CallableType | Parameters, environment: Environment, where: Context | None = None) -> tuple[tuple[Type, ...], tuple[types.Formal, ...]]:
        """The parameters of a callable; a `*args: *Ts` becomes what Ts stands for, `*args: P.args, **kwargs: P.kwargs` what P does."""
        found: list[Type] = []
        formals: list[types.Formal] = []
        for argument, kind, name in zip(callee.arg_types, callee.arg_kinds, callee.arg_names):
            proper = get_proper_type(argument)
            if isinstance(proper, UnpackType) and kind is ARG_STAR:
                unpacked = self._unpacked(proper, environment, where)
                found.extend(unpacked)
                formals.extend([types.PLAIN] * len(unpacked))
            elif isinstance(proper, ParamSpecType):
                known = environment.get(proper.id)
                if not isinstance(known, types.ParameterList):
                    raise Unsupported(f"the parameters {proper.name} are not known here", where)
                if kind is ARG_STAR:
                    found.extend(known.parameters)
                    formals.extend(known.formals)
            else:
                found.append(self.convert(argument, environment, where))
                formals.append(types.Formal(name or "", kind))
        return tuple(found), tuple(formals)

    def _unpacked(self, unpack: UnpackType, environment: Environment, where: Context | None) -> tuple[Type, ...]:
        inner = get_proper_type(unpack.type)
        if isinstance(inner, TypeVarTupleType):
            bound = environment.get(inner.id)
            if isinstance(bound, Tuple):
                return bound.items
        if isinstance(inner, TupleType):
            converted = self._convert_tuple(inner, environment, where)
            if isinstance(converted, Tuple):
                return converted.items
        raise Unsupported("this unpacked type is not known", where)

    def _convert_tuple(self, proper: TupleType, environment: Environment, where: Context | None) -> Type:
        if is_named_tuple(proper):
            return self._convert_instance(proper.partial_fallback, environment, where)
        items: list[Type] = []
        if any(self._any_number(item) for item in proper.items):
            return self._gathered(proper, environment, where)
        for item in proper.items:
            inner = get_proper_type(item)
            if isinstance(inner, UnpackType):
                items.extend(self._unpacked(inner, environment, where))
            else:
                items.append(self.convert(item, environment, where))
        return types.tuple_of(tuple(items))

    @staticmethod
    def _any_number(item: MypyType) -> bool:
        inner = get_proper_type(item)
        return isinstance(inner, UnpackType) and isinstance(get_proper_type(inner.type), Instance)

    def _gathered(self, proper: TupleType, environment: Environment, where: Context | None) -> Type:
        """`tuple[int, *tuple[int, ...]]`: any number of items of one type."""
        kinds: dict[Type, None] = {}
        for item in proper.items:
            inner = get_proper_type(item)
            many = get_proper_type(inner.type) if isinstance(inner, UnpackType) else None
            kinds[self.convert(many.args[0] if isinstance(many, Instance) else item, environment, where)] = None
        return self.builtin_class("tuple", self.either(list(kinds)))

    def _convert_union(self, proper: UnionType, environment: Environment, where: Context | None) -> Type:
        kinds: dict[Type, None] = {}
        for item in proper.items:
            kinds[self.convert(item, environment, where)] = None
        with_none = NONE in kinds or any(isinstance(kind, types.Optional) for kind in kinds)  # a type variable may stand for `T | None`
        kinds = dict.fromkeys(kind.inner if isinstance(kind, types.Optional) else kind for kind in kinds)
        kinds.pop(NONE, None)
        kinds.pop(NEVER, None)
        kinds = dict.fromkeys(without_narrower(kinds))
        if not kinds:
            return NONE
        if len(kinds) == 1:
            only = next(iter(kinds))
            for recursive in self._recursive.values():
                if recursive.alternatives == (only,):  # `Tree = Optional[tuple["Tree", int]]`, written out
                    return recursive
            return types.optional(only) if with_none else only
        if types.ANY in kinds:
            return types.ANY
        found = self.union_of(list(kinds))
        return types.optional(found) if with_none else found

    def _convert_endless(self, alias: TypeAliasType, where: Context | None) -> Type:
        """`Tree = dict[str, "int | Tree"]`: only a union can contain itself, since what it is made of is known when the program runs."""
        assert alias.alias is not None
        name = alias.alias.name
        raise Unsupported(f"the type {name} contains itself and is no union", where, f'make the union the alias: {name} = int | dict[str, "{name}"]')

    def _convert_recursive(self, alias: TypeAliasType, proper: UnionType, environment: Environment, where: Context | None) -> Type:
        """`JSON = int | str | list["JSON"]`: a union that goes by the name of its alias, wherever it is written out too."""
        assert alias.alias is not None
        arguments = ", ".join(str(self.convert(argument, environment, where)) for argument in alias.args)
        name = f"{alias.alias.fullname}[{arguments}]" if arguments else alias.alias.fullname
        found = self._recursive.get(name)
        if found is None:
            found = self._recursive[name] = types.dynamic(name)
            kinds = [self.convert(item, environment, where) for item in proper.items]
            found.alternatives = with_bool(without_narrower(k.inner if isinstance(k, types.Optional) else k for k in kinds if k is not NONE))
        return found

    def union_of(self, kinds: list[Type]) -> Type:
        """The type of values of one of several types."""
        kinds = without_narrower(kinds)
        if len(kinds) == 1:
            return kinds[0]
        functions = [kind for kind in kinds if isinstance(kind, Function)]
        if len(functions) == len(kinds) and (joined := self._joined_functions(functions)) is not None:
            return joined
        alternatives = with_bool(kinds)
        for recursive in self._recursive.values():
            if set(alternatives) == set(recursive.alternatives):
                return recursive
        classes = [kind.instance for kind in kinds if isinstance(kind, ClassObject)]
        if len(classes) == len(kinds):
            return types.class_object(self.common_class(classes))
        union = types.dynamic(" | ".join(sorted(k.name for k in kinds)))
        union.alternatives = alternatives
        union.unknown = any(map(types.is_unknown, kinds))
        return union

    def _joined_functions(self, functions: list[Function]) -> Function | None:
        """What all of these functions can be called as: with the parameters that none of them can do without, by position."""
        first = functions[0]
        required = [required_positional(function) for function in functions]
        results = dict.fromkeys(function.result for function in functions)
        result = first.result if len(results) == 1 else self.either(list(results))
        if any(parameters is None or parameters != required[0] for parameters in required):
            common = common_parameters([parameters for parameters in required if parameters is not None]) if None not in required else None
            return None if common is None else types.function_of(common, result)
        same = len({function.formals for function in functions}) == 1
        return types.function_of(first.parameters, result, first.formals) if same else types.function_of(required[0] or (), result)

    def either(self, kinds: list[Type]) -> Type:
        """The type of a value of one of these types, None among them."""
        some = [kind for kind in kinds if kind is not NONE]
        found = self.union_of(list(dict.fromkeys(kind.inner if isinstance(kind, types.Optional) else kind for kind in some)))
        return types.optional(found) if len(some) < len(kinds) or any(isinstance(kind, types.Optional) for kind in some) else found

    def arguments_above(self, cls: Class, above: TypeInfo) -> tuple[Type, ...] | None:
        """What a class of the application gives the type variables of a class of `collections.abc` that it is derived from."""
        if not self.inherits_abstract(cls.info) or not is_library_abstract(above) or above not in cls.info.mro:
            return None
        own = fill_typevars(cls.info)
        found = map_instance_to_supertype(own if isinstance(own, Instance) else own.partial_fallback, above)
        environment = self.class_environment(cls)
        return tuple(self.convert(argument, environment) for argument in found.args)

    def class_below(self, cls: Class, family: TypeInfo) -> Class | None:
        """The class of a family that is derived from `cls`, if that says what all of its type variables stand for."""
        own = fill_typevars(family)
        if not isinstance(own, Instance) or cls.info not in family.mro or cls.info is family:
            return None
        known: Environment = {}
        for argument, concrete in zip(map_instance_to_supertype(own, cls.info).args, cls.arguments):
            variable = get_proper_type(argument)
            if isinstance(variable, TypeVarType):
                known[variable.id] = concrete
        variables = [get_proper_type(argument) for argument in own.args]
        if not all(isinstance(variable, TypeVarType) and variable.id in known for variable in variables):
            return None
        made = self.class_instance(family, tuple(known[variable.id] for variable in variables if isinstance(variable, TypeVarType)))
        return made if made.derives_from(cls) else None

    def common_class(self, classes: list[Type]) -> Type:
        """The nearest class above all of these."""
        first = classes[0]
        for above in first.mro if isinstance(first, Class) else ():
            if all(isinstance(cls, Class) and cls.derives_from(above) for cls in classes):
                return above
        return self.object

    def _convert_instance(self, instance: Instance, environment: Environment, where: Context | None) -> Type:
        info = instance.type
        value = VALUE_TYPES.get(info.fullname)
        if value is not None:
            return value
        if info.fullname == "types.EllipsisType":
            return self.ellipsis_class
        if info.fullname == "builtins.object":
            return self.object
        if info.typeddict_type is not None:
            return self.builtin_class("dict", self.str_class, self.object)
        if info.is_newtype:
            return self.convert(info.tuple_type or info.bases[0], environment, where)
        if info.fullname == "builtins.type":
            return types.class_object(self.object)
        if info.has_base("yarara.machine.Struct") :
            return types.struct_pointer(info)
        if info.fullname in GROUPS:
            return self.class_instance(info, (), where)
        if info.fullname == "typing.Generator":
            return self.generator_class(instance, environment, where)
        arguments: list[Type] = []
        for argument in instance.args:
            proper = get_proper_type(argument)
            if isinstance(proper, UnpackType):
                arguments.append(types.tuple_of(self._unpacked(proper, environment, where)))
            else:
                arguments.append(self.convert(argument, environment, where))
        if any(isinstance(get_proper_type(a), AnyType) for a in instance.args):  # which class of its family, is known only when the program runs
            return types.ANY if self.is_abstract(info) else types.some_of(info)
        if info.is_protocol and info.module_name in self.typed.application and (called := self._called_as(info, arguments, where)) is not None:
            return called
        if self.is_abstract(info):
            name = f"{info.fullname}[{', '.join(map(str, arguments))}]" if arguments else info.fullname
            made = types.dynamic(name)
            if info.is_protocol and info.module_name in self.typed.application:
                made.protocol = info
                made.item = made.item or self._iterated(info, environment, where)
            if len(arguments) == 1 and info.has_base("typing.Iterable"):
                made.item = arguments[0]
            elif info.has_base("typing.Mapping"):
                made.key = arguments[0]
            elif info.fullname == "typing.ItemsView":
                made.item = types.tuple_of(tuple(arguments))
            return made
        if info.is_intersection and any(self.is_abstract(base.type) for base in info.bases):  # of classes that need not name the protocol
            made = types.dynamic(" & ".join(base.type.fullname for base in info.bases))
            made.is_crossing = True
            return made
        return self.class_instance(info, tuple(arguments), where)

    def _iterated(self, info: TypeInfo, environment: Environment, where: Context | None) -> Type | None:
        """What the iterator gives that a protocol of the program's own declares."""
        method = info.get_method("__iter__")
        signature = get_proper_type(method.type) if method is not None else None
        if not isinstance(signature, CallableType) or info.defn.type_vars:
            return None
        iterator = get_proper_type(signature.ret_type)
        if not isinstance(iterator, Instance) or not iterator.args:
            return None
        return self.convert(iterator.args[0], environment, where)

    def _called_as(self, info: TypeInfo, arguments: list[Type], where: Context | None) -> Type | None:
        """A protocol of nothing but `__call__` says what a function takes and gives; None for any other."""
        method = info.names.get("__call__")
        if method is None or not isinstance(method.node, FuncDef) or info.protocol_members != ["__call__"]:
            return None
        signature = get_proper_type(method.node.type)
        if not isinstance(signature, CallableType) or signature.variables or len(info.defn.type_vars) != len(arguments):
            return None
        environment = {variable.id: concrete for variable, concrete in zip(info.defn.type_vars, arguments)}
        bound = signature.copy_modified(signature.arg_types[1:], signature.arg_kinds[1:], signature.arg_names[1:])
        parameters, formals = self.convert_parameters(bound, environment, where)
        return types.function_of(parameters, self.convert(signature.ret_type, environment, where), formals)

    def generator_class(self, declared: MypyType, environment: Environment, where: Context | None = None) -> Class:
        """The class of what a generator function makes, from its declared result: `Generator[Y, S, R]`, `Iterator[Y]` or `Iterable[Y]`."""
        proper = get_proper_type(declared)
        if not isinstance(proper, Instance) or not proper.args or not proper.type.fullname.startswith("typing."):
            raise Unsupported("a generator must be declared to return Iterator[...] or Generator[...]", where)
        parts = [NONE if isinstance(get_proper_type(a), AnyType) and at > 0 else self.convert(a, environment, where) for at, a in enumerate(proper.args)]
        return self.generator_of(*parts)

    def generator_of(self, item: Type, sent: Type = NONE, result: Type = NONE) -> Class:
        """The class of generators of these types."""
        info = self.typed.modules["yarara.runtime.generators"].names["Generator"].node
        assert isinstance(info, TypeInfo)
        cls = self.class_instance(info, (item, sent, result))
        self.lay_out(cls)
        cls.item = types.FRAME_WORD
        return cls
