"""The whole program while it is compiled: what was reached.

Work is demand-driven. `Program.function` asks for a function with concrete parameter types; it is lowered once, later. When nothing is
left to lower, the dispatchers (calls whose target depends on the class of an object) look at which classes exist and may ask for more;
that repeats until nothing is new.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from mypy.nodes import (
    Argument, AssignmentStmt, CallExpr, ClassDef, Context, Decorator, Expression, FuncDef, GeneratorExpr, LambdaExpr, NameExpr, OverloadedFuncDef, RefExpr, TupleExpr, TypeInfo, Var,
)
from mypy.types import (
    AnyType, CallableType, Type as MypyType, TypeOfAny,
    UnboundType, get_proper_type,
)

from yarara.compiler.program import types
from yarara.compiler.program.assigned import Attributes, deleted, is_assigned_first
from yarara.compiler.program.bare_objects import BareObjects
from yarara.compiler.program.equal_values import EqualValues
from yarara.compiler.program.none_complaints import NoneComplaints
from yarara.compiler.frontend.branched_functions import visible_name
from yarara.compiler.written.class_bodies import take_apart
from yarara.compiler.written.class_tools import ClassTools
from yarara.compiler.program.constants import AssignedAttributes, Constants
from yarara.compiler.written.dataclass_methods import Dataclasses
from yarara.compiler.program.debug import DebugInformation
from yarara.compiler.program.debug_types import DebugTypes
from yarara.compiler.written.descriptors import Descriptors
from yarara.compiler.diagnostics import Unsupported as Unsupported
from yarara.compiler.written.enumerations import Enumerations
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.program.hierarchy import GROUPS, VALUE_TYPES as VALUE_TYPES, Environment as Environment
from yarara.compiler.frontend.hints import advice
from yarara.compiler.program.instances import Call, Dispatcher, FunctionInstance, GlobalVariable, Place, ShapedClosure
from yarara.compiler.written.missing_keys import write_subscripts
from yarara.compiler.written.named_tuples import NamedTuples
from yarara.compiler.options import Options
from yarara.compiler.program.places import Places
from yarara.compiler.program.silent_modules import SilentModules
from yarara.compiler.written.single_dispatch import SingleDispatch
from yarara.compiler.program.statics import float_literal
from yarara.compiler.tracebacks.tracebacks import TracebackData
from yarara.compiler.program.type_conversion import TypeConversion
from yarara.compiler.program.types import BOOL, FLOAT, INT, NONE, Class, ClassObject, Dynamic, Type
from yarara.compiler.written.value_classes import ValueClasses
from yarara.compiler.walk import gives_up
from yarara.compiler.written.written_methods import WrittenMethods

WIDTHS = {"u8": (1, False), "u16": (2, False), "u32": (4, False), "u64": (8, False), "i32": (4, False), "int": (8, False), "be16": (2, True), "be32": (4, True)}


def _is_left_out(annotation: MypyType) -> bool:
    """Whether the source has no annotation here."""
    return isinstance(annotation, AnyType) and annotation.type_of_any == TypeOfAny.unannotated


def _unannotated(what: str, node: FuncDef) -> Unsupported:
    message = f"Function is missing {what}"
    return Unsupported(message, node, advice(message))


INLINING_WISHES = {"never_inline": "noinline", "always_inline": "alwaysinline", "cold": "noinline cold minsize"}
"""Decorators of `yarara.machine` that are LLVM attributes."""


KNOWN_DECORATORS = ("dataclasses.dataclass", "enum.unique", "functools.total_ordering", "functools.wraps")


def plain_decorator(decorator: Expression) -> bool:
    """Whether a decorator needs no call: the compiler knows it, or it only gives the function another name."""
    reference = decorator.callee if isinstance(decorator, CallExpr) else decorator
    name = reference.fullname if isinstance(reference, RefExpr) else ""
    return name.startswith(("yarara.machine.", "typing.", "abc.", "builtins.")) or name in KNOWN_DECORATORS


def is_decorated(node: object) -> bool:
    """Whether a definition has decorators that the program itself calls: the name is then a variable with what they gave."""
    return isinstance(node, Decorator) and any(not plain_decorator(decorator) for decorator in node.decorators)


def _forget_type_of_groups(written: WrittenMethods) -> None:
    """Exception groups are generic to mypy alone."""
    for name in GROUPS:
        group = written.builtins[name.removeprefix("builtins.")].node
        assert isinstance(group, TypeInfo)
        group.defn.type_vars = []


class Program(TypeConversion):
    """See the module's docstring. `text` collects finished LLVM IR."""

    def __init__(self, typed: TypedProgram, options: Options) -> None:
        self.typed, self.target, self.tracing = typed, options.target, options.tracing
        self.written = WrittenMethods(typed)
        _forget_type_of_groups(self.written)
        take_apart(self.written)
        self.dataclasses = Dataclasses(self.written)
        self.dataclasses.complete()
        ClassTools(self.written).complete()
        SingleDispatch(self.written).complete()
        self.named_tuples = NamedTuples(self.written)
        self.named_tuples.complete()
        self.enumerations = Enumerations(self.written)
        self.enumerations.complete()
        self.value_classes = ValueClasses(self.written)
        self.value_classes.complete()
        self.descriptors = Descriptors(self.written)
        self.descriptors.complete()
        write_subscripts(self.written, typed)
        self.constants = Constants(typed, options)
        self.deleted_attributes, self.deleted_variables = deleted(typed)
        self.bare_objects = BareObjects(typed)
        self.equal_values = EqualValues(typed)
        self.none_complaints = NoneComplaints(typed)
        for variable in self.deleted_variables:
            self.constants.assignments.setdefault(variable, []).append(None)
        self.classes: dict[tuple[object, ...], Class] = {}
        self.instances: dict[tuple[object, ...], FunctionInstance] = {}
        self.work: list[FunctionInstance] = []
        self.globals: dict[Var, GlobalVariable] = {}
        self.dispatchers: dict[tuple[object, ...], Dispatcher] = {}
        self.calls: dict[str, list[Call]] = {}  # that each function makes, by its symbol, but those on the way to an exception
        self.text: list[str] = []
        self.silent_modules = SilentModules()
        self.literals: dict[tuple[str, object], str] = {}
        self.extra_roots: list[str] = []
        self.symbols_used: set[str] = set()
        self.closure_count = 0
        self.shaped: list[ShapedClosure] = []  # function objects whose callers choose how to give the arguments
        self.nested_names: dict[FuncDef, str] = {}  # `__qualname__` of functions inside functions
        self.default_variables: dict[Argument, Var] = {}  # of nested functions: where defaults are kept that are not constant
        self.captured: dict[FuncDef | LambdaExpr | GeneratorExpr, list[Var]] = {}  # by each nested function: variables of those around it
        self.referenced_classes: dict[Class, None] = {}
        self.class_tests: dict[TypeInfo, None] = {}  # of isinstance() with generic and value classes
        self.exact_tests: dict[TypeInfo, None] = {}  # of `type(x) is list` and its like
        self.tables: dict[Class, None] = {}
        self.externals: dict[str, None] = {}
        self._structs: dict[str, dict[str, tuple[int, int, bool]]] = {}
        self.initializes_runtime = False
        self.shows_runtime_classes = False  # their names, as those of iterators
        self.checks_stack = "yarara.kernel.cpu.core" in typed.modules
        self.parallel = "yarara.kernel.cpu.smp" in typed.modules
        self.preemptive = "yarara.kernel.threads.scheduler" in typed.modules
        self.local_classes: dict[TypeInfo, str] = {}  # those inside functions, with their qualified names
        self._machine_decorators: dict[FuncDef, tuple[str, ...]] = {}
        self._children: dict[str, list[TypeInfo]] = {}
        self._seen_infos: set[str] = set()
        self._attributes: Attributes | None = None
        self._places: Places | None = None
        self._overriding: dict[tuple[str, str], bool] = {}
        self._below: dict[str, list[TypeInfo]] = {}
        self._late: dict[Var, bool] = {}
        self._recursive = {}
        self._giving_up: dict[FuncDef, bool] = {}
        self.imported: dict[tuple[Var, str, str], GlobalVariable] = {}
        self.debug = DebugInformation()
        self.debug_types = DebugTypes(self.debug)
        self.tracebacks = TracebackData(self.string_literal)
        self.assigned_attributes = AssignedAttributes(typed)
        self.class_assigned = self._class_assigned_names()
        self.runtime = self._runtime_functions()
        self.object = types.dynamic("object")
        self.place: Place | None = None  # what is being lowered

    # -- what exists in the source -------------------------------------------------------------------------------------

    def _runtime_functions(self) -> dict[str, FuncDef]:
        """Module-level functions of `yarara.runtime`, by name: the methods of built-in types and what compiled code calls."""
        found: dict[str, FuncDef] = {}
        for name, module in self.typed.modules.items():
            if not name.startswith("yarara.runtime."):
                continue
            for symbol, entry in module.names.items():
                node = entry.node
                if isinstance(node, Decorator):
                    node = node.func
                if isinstance(node, FuncDef) and node.fullname == f"{name}.{symbol}":
                    found[symbol] = node
        return found

    def _class_assigned_names(self) -> set[tuple[str, str]]:
        """The attributes that are assigned through classes as values; none of them is constant."""
        from yarara.compiler.program.constants import class_assigned_attributes
        names: set[tuple[str, str]] = set()
        for name in self.typed.application:
            names |= class_assigned_attributes(self.typed, self.typed.modules[name])
        assigned = {name for _, name in names}
        for info in self.all_classes() if names else []:
            for name in assigned & info.names.keys():
                node = info.names[name].node
                if isinstance(node, Var) and self.is_class_assigned(info, name, names):
                    self.constants.assignments.setdefault(node, []).append(None)
        return names

    @cached_property
    def mentions_memoryview(self) -> bool:
        """Whether the application may have objects of this class; any other program has no code for them."""
        return self.typed.mentions(b"memoryview")

    @cached_property
    def redirects_output(self) -> bool:
        """Whether `print` must look where `sys.stdout` leads."""
        return self.typed.mentions(b"redirect_stdout")

    @property
    def has_own_format(self) -> bool:
        return self.has_own("__format__")

    def has_own(self, name: str) -> bool:
        """Whether some class of the application defines this method."""
        top = self.typed.modules["builtins"].names["object"].node
        assert isinstance(top, TypeInfo)
        return any(name in info.names and info.module_name in self.typed.application for info in self.descendants(top))

    def runtime_function(self, name: str) -> FuncDef:
        """A function of the runtime that compiled code needs by name."""
        found = self.runtime.get(name)
        if found is None:
            raise Unsupported(f"the runtime has no '{name}'")
        return found

    def result_of(self, node: FuncDef, environment: Environment, where: Context | None = None) -> Type:
        """What a call of a function gives."""
        declared = self.signature_of(node).ret_type
        kind = self.convert_declared(declared, environment, where, f"the result of '{node.name}'")
        return self.generator_class(declared, environment, where) if node.is_generator else kind

    def is_late(self, node: Var) -> bool:
        """Whether a module variable of the application may be read before it has a value."""
        found = self._late.get(node)
        if found is None:
            name = node.fullname.rpartition(".")[0]
            found = self._late[node] = name in self.typed.application and (node in self.deleted_variables or not is_assigned_first(self.typed, self.typed.modules[name], node))
        return found

    def is_only_declared(self, node: Var) -> bool:
        """Whether it is an attribute of a class of the application that the class body gives no value."""
        return bool(node.info) and node.info.module_name in self.typed.application and self.constants.is_only_declared(node.info, node.name)

    def function_behind(self, node: object) -> FuncDef | OverloadedFuncDef | None:
        """The function that a name is another name of, from the start of its module on."""
        found = self.constants.function_behind(node)
        return found if found is not None and isinstance(node, Var) and not self.is_late(node) else None

    def tuple_behind(self, e: Expression) -> Expression:
        """The tuple that a module's name is assigned, if that happens once; any other expression as it is."""
        node = e.node if isinstance(e, RefExpr) else None
        values = self.constants.assignments.get(node, []) if isinstance(node, Var) else []
        made = values[0] if len(values) == 1 else None
        if not isinstance(node, Var) or not isinstance(made, TupleExpr) or "." not in node.fullname or node.fullname.rpartition(".")[0] not in self.typed.modules:
            return e
        return made

    def builtin_method(self, cls: Type, name: str) -> FuncDef | None:
        """The runtime function behind a method of a built-in type."""
        plain = name.strip("_") if name.startswith("__") else name
        if name == "__format__":
            plain = "format_spec"
        if cls in (INT, FLOAT, BOOL):
            found = self.runtime.get(f"{cls}_{plain}")
            if found is None and cls is BOOL:
                found = self.runtime.get(f"int_{plain}")
            return found
        for at in cls.mro if isinstance(cls, Class) else ():
            found = self.runtime.get(f"{at.info.name}_{plain}") or self.runtime.get(f"{at.info.name.lower()}_{plain}")
            if found is not None and at.info.fullname.startswith("builtins."):
                return found
        return self._inherited_from_abstract(cls, plain) if isinstance(cls, Class) and cls.boxed is None else None

    def _inherited_from_abstract(self, cls: Class, plain: str) -> FuncDef | None:
        """What a class of the application takes from a class of `collections.abc`."""
        if self.inherits_abstract(cls.info):
            for above in cls.info.mro:
                if above.fullname.startswith("typing.") and (found := self.runtime.get(f"{above.name.lower()}_{plain}")) is not None:
                    return found
        return None

    def pops_default(self, cls: Class) -> bool:
        """Whether `pop(key, default)` of this class is a function of the runtime."""
        container = self.container_base(cls)
        return container is not None and container.info.name == "dict" or self.find(cls, "pop") is None and cls.info.has_base("typing.MutableMapping")

    def named_function(self, module: str, name: str) -> FuncDef:
        """A module-level function by its place."""
        entry = self.typed.modules[module].names.get(name) if module in self.typed.modules else None
        node = entry.node if entry is not None else None
        if isinstance(node, Decorator):
            node = node.func
        if not isinstance(node, FuncDef):
            raise Unsupported(f"{module} has no function '{name}'")
        return node

    def shown_name(self, node: FuncDef) -> str:
        """`__qualname__` of a function."""
        return f"{self.qualified_name(node.info)}.{node.name}" if node.info else self.nested_names.get(node) or visible_name(node.name)

    def qualified_name(self, info: TypeInfo) -> str:
        """`__qualname__` of a class."""
        return self.local_classes.get(info) or info.fullname.removeprefix(f"{info.module_name}.")

    def signature_of(self, node: FuncDef) -> CallableType:
        """Its type; raises `Unsupported` where the source does not say one."""
        kind = get_proper_type(node.type)
        if not isinstance(kind, CallableType):
            raise _unannotated("a type annotation", node)
        if any(_is_left_out(argument) for argument in kind.arg_types):
            raise _unannotated("a type annotation for one or more parameters", node)
        if _is_left_out(kind.ret_type):
            raise _unannotated("a return type annotation", node)
        return kind

    def inlining_of(self, node: FuncDef) -> str:
        """What its decorators wish: `machine.never_inline`, `machine.always_inline`, `machine.cold`."""
        return next((INLINING_WISHES[mark] for mark in self.machine_decorators(node) if mark in INLINING_WISHES), "")

    def machine_decorators(self, node: FuncDef) -> tuple[str, ...]:
        """The names of those decorators of a function that are from `yarara.machine`."""
        if not self._machine_decorators:
            for module in self.typed.modules.values():
                methods = [part for definition in module.defs if isinstance(definition, ClassDef) for part in definition.defs.body]
                for definition in [*module.defs, *methods]:
                    if isinstance(definition, Decorator):
                        names = [d.fullname for d in definition.decorators if isinstance(d, RefExpr)]
                        self._machine_decorators[definition.func] = tuple(
                            name.rpartition(".")[2] for name in names if name.startswith("yarara.machine."))
        return self._machine_decorators.get(node, ())

    def external(self, name: str) -> str:
        """A symbol that assembly or the linker defines, or an exported function."""
        self.externals[name] = None
        return f"@{name}"

    def struct_fields(self, info: TypeInfo) -> dict[str, tuple[int, int, bool]]:
        """Offset, size and byte order of each field of a `machine.Struct`."""
        found = self._structs.get(info.fullname)
        if found is None:
            found = self._structs[info.fullname] = {}
            at = 0
            for statement in info.defn.defs.body:
                if isinstance(statement, AssignmentStmt) and isinstance(statement.unanalyzed_type, UnboundType):
                    name = statement.lvalues[0]
                    assert isinstance(name, NameExpr)
                    size, big_endian = WIDTHS[statement.unanalyzed_type.name.rpartition(".")[2]]
                    found[name.name] = (at, size, big_endian)
                    at += size
            found["SIZE"] = (at, 0, False)
        return found

    def is_volatile(self, info: TypeInfo) -> bool:
        return "volatile" in info.defn.keywords

    def array_class(self, item: Type) -> Class:
        """`machine.Array` of one type."""
        info = self.typed.modules["yarara.machine"].names["Array"].node
        assert isinstance(info, TypeInfo)
        cls = self.class_instance(info, (item,))
        self.lay_out(cls)
        return cls

    def instantiate_table(self, cls: Class) -> None:
        """Note that the type table of a class is used, with or without objects."""
        self.lay_out(cls)
        self.tables[cls] = None

    # -- instances -----------------------------------------------------------------------------------------------------

    def function(
        self, node: FuncDef, parameters: tuple[Type, ...], result: Type, environment: Environment, owner: Class | None, caller: str = "",
    ) -> FunctionInstance:
        """The function for these types; queued for lowering when new."""
        key = (node, owner, parameters, result, tuple(sorted((str(k), v.name) for k, v in environment.items())))
        found = self.instances.get(key)
        if found is None:
            module = caller if node in self.captured else self._module_of(node.fullname)
            found = FunctionInstance(
                self._symbol(node, parameters, owner), node, module, parameters, result, environment, owner, requester=self.place,
            )
            if node.is_generator:
                assert isinstance(result, Class)
                found.generator = result
            self.typed.check(node)
            self.instances[key] = found
            self.work.append(found)
        return found

    def gives_up(self, node: FuncDef, cls: Class | None) -> bool:
        """Whether an operator's method, or one that overrides it, may return `NotImplemented`; its result is then optional here."""
        if not (node.name.startswith("__") and node.name.endswith("__")):
            return False
        family = [node]
        for below in self.descendants(cls.info) if cls is not None else []:
            entry = below.names.get(node.name)
            if entry is not None and isinstance(entry.node, FuncDef):
                family.append(entry.node)
        for member in family:
            if member not in self._giving_up:
                self._giving_up[member] = gives_up(member)
        return any(self._giving_up[member] for member in family)

    def _module_of(self, fullname: str) -> str:
        name = fullname
        while name not in self.typed.modules:
            name = name.rpartition(".")[0]
            if not name:
                raise Unsupported(f"{fullname} belongs to no module")
        return name

    def _symbol(self, node: FuncDef, parameters: tuple[Type, ...], owner: Class | None) -> str:
        base = f"{owner.name}.{node.name}" if owner is not None else node.fullname
        name = f"{base}({', '.join(map(str, parameters))})"
        symbol = name
        count = 1
        while symbol in self.symbols_used:
            count += 1
            symbol = f"{name}#{count}"
        self.symbols_used.add(symbol)
        return '@"' + symbol.replace('"', "'").replace("\\", "/") + '"'

    def synthetic(self, name: str, parameters: tuple[Type, ...], result: Type, write: Callable[..., None], module: str = "builtins") -> FunctionInstance:
        """A function whose body the compiler writes itself."""
        key = ("synthetic", name, parameters, result)
        found = self.instances.get(key)
        if found is None:
            symbol = '@"' + f"{name}({', '.join(map(str, parameters))})".replace('"', "'") + '"'
            found = FunctionInstance(symbol, None, module, parameters, result, synthesize=write, requester=self.place)
            self.instances[key] = found
            self.work.append(found)
        return found

    def module_initializer(self, name: str) -> FunctionInstance:
        """The function that runs a module's top-level code once."""
        key = ("module", name)
        found = self.instances.get(key)
        if found is None:
            module = self.typed.modules[name]
            found = FunctionInstance(f'@"{name}.<module>"', module, name, (), NONE)
            self.instances[key] = found
            self.text.append(f'@"{name}.<started>" = internal global i1 false')
            self.work.append(found)
        return found

    def global_variable(self, node: Var, environment: Environment | None = None) -> GlobalVariable:
        """The storage of a module-level variable or of a class attribute."""
        found = self.globals.get(node)
        if found is None:
            kind = self.convert(node.type, environment or {}, node)
            found = GlobalVariable(f'@"global.{node.fullname}"', kind)
            if self.constants.is_static(node):
                found.initial = self._static(self.constants.value(node), kind)
            elif self.is_late(node) or self.is_only_declared(node):
                found.may_be_missing = True
                if not types.says_missing(kind):
                    found.flag = f'@"global.{node.fullname}.assigned"'
                    self.text.append(f"{found.flag} = internal global i1 false")
            self.globals[node] = found
        return found

    def is_copied(self, node: Var, module: str) -> bool:
        """Whether a variable of another module of the application, imported by name, may change after the import."""
        home = node.fullname.rpartition(".")[0]
        return home != module and (home in self.typed.application or node.fullname in ("_sys.stdout", "_sys.stderr")) and module in self.typed.application and len(self.constants.assignments.get(node, [])) > 1

    def imported_variable(self, node: Var, module: str, name: str) -> GlobalVariable:
        """The name that `from ... import` made in a module for a variable that changes."""
        found = self.imported.get((node, module, name))
        if found is None:
            symbol = f'@"global.{module}.{name} of {node.fullname}"'
            found = self.imported[(node, module, name)] = GlobalVariable(symbol, self.global_variable(node).type)
        return found

    def _static(self, value: object, kind: Type) -> str:
        if kind is FLOAT and isinstance(value, (int, float)):
            return float_literal(float(value))
        if kind is BOOL and isinstance(value, bool):
            return "true" if value else "false"
        if kind is INT and isinstance(value, int):
            return str(int(value))
        if isinstance(value, str) and kind is self.str_class:
            return self.string_literal(value)
        if isinstance(value, bytes) and kind is self.bytes_class:
            return self.bytes_literal(value)
        return ""

    def dispatcher(self, receiver: Class | Dynamic | ClassObject, method: str, parameters: tuple[Type, ...], result: Type) -> Dispatcher:
        key = (receiver, method, parameters, result)
        found = self.dispatchers.get(key)
        if found is None:
            symbol = f'@"dispatch {receiver.name}.{method}({", ".join(map(str, parameters))})->{result}"'
            found = self.dispatchers[key] = Dispatcher(symbol, receiver, method, parameters, result, requester=self.place)
        return found

    def instantiate(self, cls: Class) -> None:
        """Note that objects of this class exist."""
        if not cls.instantiated:
            cls.instantiated = True
            self.lay_out(cls)
