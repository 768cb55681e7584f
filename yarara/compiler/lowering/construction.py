"""Construction: memory for an object, class attributes as defaults, `__init__`."""

from __future__ import annotations

from mypy.nodes import Context, FuncDef, Var
from mypy.types import CallableType

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import Actual, calls_super, plain_function, values
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.program.hierarchy import THREAD_LOCAL, WrongArguments
from yarara.compiler.program.inlining import attributes
from yarara.compiler.frontend.mentioned_modules import FINALIZERS
from yarara.compiler.new_objects import NEW
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import INT, Class, ClassObject, Starred
from yarara.compiler.written.value_classes import HELD


class Construction(Callables):
    """New objects."""

    def allocate(self, cls: Class, extra: str = "0") -> str:
        """A new zeroed object with its header; `extra` bytes (a register or number) follow the fixed part."""
        self.program.instantiate(cls)
        if extra == "0":
            return self._new(cls)
        size = Value(INT, self.instruction(f"add i64 {extra}, {cls.body_size}"))
        table = Value(INT, f"ptrtoint (ptr {cls.symbol} to i64)")
        node = self.program.named_function("yarara.kernel.memory.heap", "allocate")
        address = self.call_function(node, values(table, size))
        assert isinstance(address, Value)
        return self.instruction(f"inttoptr i64 {address.ref} to ptr")

    def _refuse_abstract(self, cls: Class, where: Context | None) -> Value:
        """An error, or TypeError when it runs where the program says that it is meant: `# type: ignore`."""
        module = self.program.typed.modules[self.instance.module]
        if where is None or where.line not in module.ignored_lines:
            raise Unsupported(f"class {cls.info.name} is abstract", where)
        self.raise_abstract(cls)
        self.start_quietly(self.name("dead"))
        return Value(cls, "null")

    def raise_abstract(self, cls: Class) -> None:
        """TypeError with the names of the methods that are missing."""
        missing = sorted(name for name, _ in cls.info.abstract_attributes)
        text = f"Can't instantiate abstract class {cls.info.name} with abstract method{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        self.raise_runtime("raise_type", [Value(self.program.str_class, self.program.string_literal(text))])

    def _new(self, cls: Class) -> str:
        """An object without a tail, by a function of which LLVM knows that it allocates: when the object turns out to be seen nowhere else, its
        attributes become registers and it is never made (`new_objects.py`)."""
        small = " noinline" if "optsize" in attributes(self.instance, self.application) else ""
        made = self.instruction(f"call ptr @{NEW}(ptr {cls.symbol}, i64 {cls.body_size}){small}")
        self.cold_raise(self.instruction(f"icmp eq ptr {made}, null"), "raise_memory", [])
        self.emit(f"store atomic i64 ptrtoint (ptr {cls.symbol} to i64), ptr {made} unordered, align 8")  # atomic: it is not put off or joined with others
        return made

    def construct(self, cls: Class, actuals: list[Actual], where: Context | None, inferred: CallableType | None = None) -> Value:
        """`Class(arguments)`."""
        if cls.info.is_abstract:
            return self._refuse_abstract(cls, where)
        if cls.info.fullname == "builtins.OSError" and len(actuals) > 1:  # the error number chooses the class
            return self._call_value(self.program.runtime_function("oserror_new"), actuals, where)
        if cls.info.fullname == "builtins.BaseExceptionGroup":  # so do the exceptions in a group
            return self._call_value(self.program.runtime_function("group_new"), actuals, where)
        new = self.own_new(cls)
        if new is not None:
            return self._construct_by_new(cls, *new, actuals, where)
        made = self.allocated(cls, where)
        if cls.info.has_base(THREAD_LOCAL):
            self._begin_in_thread(made, actuals, where)
        if self.program.value_classes.base_of(cls.info):
            return self._construct_holding(made, cls, actuals, where)
        container = self.program.container_base(cls)
        found = self.program.find(cls, "__init__")
        if found is not None and not found[1].fullname.startswith("builtins."):
            node = plain_function(found[1])
            assert node is not None
            if self.program.is_exception(cls) and not calls_super(node):
                actuals = self._keep_arguments(made, actuals, where)
            self._call_value(node, actuals, where, receiver=Value(found[0], made.ref), owner=found[0], inferred=inferred)
        else:
            runtime = self.program.builtin_method(cls, "__init__")
            if runtime is not None:
                self._call_value(runtime, actuals, where, receiver=made if container is None else Value(container, made.ref))
            elif actuals:
                raise WrongArguments(f"{cls.info.name}() takes no arguments", where)
        return made

    def _begin_in_thread(self, made: Value, actuals: list[Actual], where: Context | None) -> None:
        """A new `threading.local`, which has attributes for this thread; each other one will call `__init__` when it first asks for one."""
        if actuals:
            raise Unsupported("an object of a class derived from threading.local takes no arguments here", where, "assign the attributes in each thread")
        cls = made.type
        assert isinstance(cls, Class)
        home = next(at for at in cls.mro if at.info.fullname == THREAD_LOCAL)
        node = plain_function(home.info.names["_begin"].node)
        assert node is not None
        self._call_value(node, [], where, receiver=Value(home, made.ref), owner=home)

    def of_thread(self, value: Value, name: str) -> Value:
        """The object that holds an attribute: of a `threading.local`, what the running thread has of it."""
        cls = value.type
        assert isinstance(cls, Class)
        if not self.program.is_of_thread(cls, name):
            return value
        own = self.call_function(self.program.named_function("threading", "_of_this_thread"), values(value))
        assert isinstance(own, Value)
        return Value(cls, own.ref)

    def _construct_holding(self, made: Value, cls: Class, actuals: list[Actual], where: Context | None) -> Value:
        """An object of a class derived from `int`, `str` or the like, which makes the value that it holds of the same arguments as `__init__` gets."""
        found = self.program.find(cls, "__init__")
        node = plain_function(found[1]) if found is not None else None
        if found is not None and node is not None:
            given, names = self.given_to_virtual(node, found[0], actuals, where)
            actuals = [Actual(value=value, name=name) for value, name in zip(given, names)]
        self.store_field(made, HELD, self.held_value(cls, actuals, where))
        if found is not None and node is not None:
            self._call_value(node, actuals, where, receiver=Value(found[0], made.ref), owner=found[0])
        return made

    def held_value(self, cls: Class, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    def allocated(self, cls: Class, where: Context | None) -> Value:
        """A new object as `object.__new__` makes it: with the attributes that the class body gives it, before `__init__`."""
        self.program.lay_out(cls)
        made = Value(cls, self.allocate(cls))
        self._class_defaults(cls, made)
        container = self.program.container_base(cls)
        if container is not None:
            self.call_runtime(f"{container.info.name}_prepare", Value(container, made.ref), where=where)
        self.watch(made, where)
        return made

    def watch(self, made: Value, where: Context | None) -> None:
        """Have the garbage collector look when a new object goes, if its class has `__del__`."""
        assert isinstance(made.type, Class)
        if self.program.find(made.type, "__del__") is not None:
            self._call_value(self.program.named_function(FINALIZERS, "watch"), values(made), where)

    # -- __new__ of one's own ------------------------------------------------------------------------------------------

    def own_new(self, cls: Class) -> tuple[Class, FuncDef] | None:
        """The `__new__` that the program defines for a class, and where."""
        found = self.program.find(cls, "__new__")
        node = plain_function(found[1]) if found is not None else None
        if found is None or node is None or found[0].info.module_name not in self.program.typed.application or found[0].info.is_named_tuple:
            return None
        return found[0], node

    def new_object(self, whole: Value, actuals: list[Actual], where: Context | None) -> Value:
        """`object.__new__(cls)` of a class that is a value, which may stand for one below it; or `int.__new__(cls, value)`."""
        cls = whole.type.instance if isinstance(whole.type, ClassObject) else None
        if not isinstance(cls, Class):
            raise Unsupported(f"__new__() of {whole.type} is not supported", where)
        if whole.ref == cls.symbol or not self.program.descendants(cls.info):
            made = self.allocated(cls, where)
        else:
            made = self.dispatch(whole, "(allocated)", [], cls)
        if self.program.value_classes.base_of(cls.info):
            self.store_field(made, HELD, self.held_value(cls, actuals, where))
        elif self.program.named_tuples.of(cls.info) is not None:
            self.invoke(made, "__init__", actuals, where, exact=True)
        return made

    def _construct_by_new(self, cls: Class, owner: Class, node: FuncDef, actuals: list[Actual], where: Context | None) -> Value:
        """`__new__`, and `__init__` of the class of what it gives, with the same arguments."""
        found = self.program.find(cls, "__init__")
        init = plain_function(found[1]) if found is not None and not found[1].fullname.startswith("builtins.") else None
        if init in self.program.written.made and self.program.named_tuples.of(cls.info) is not None:
            init = None  # what puts the items of a named tuple into it: `tuple.__new__` does that
        if found is not None and init is not None:
            home, telling = (found[0], init) if any(formal.kind.is_star() for formal in node.arguments) else (owner, node)
            given, names = self.given_to_virtual(telling, home, actuals, where)
            actuals = [Actual(value=value, name=name) for value, name in zip(given, names)]
        made = self._call_value(node, actuals, where, receiver=self.class_value(cls), owner=owner)
        if not isinstance(made.type, Class) or not (made.type.derives_from(cls) or cls.derives_from(made.type)):
            raise Unsupported(f"__new__ of {owner.info.name} does not give an object of the class", where, "write a function that chooses what to make")
        if not made.type.derives_from(cls):
            self.refuse_unless(self.has_class(made.ref, cls), f"__new__ of {owner.info.name} gave something else than an object of {cls.info.name}")
        made = Value(cls, made.ref)
        if init is not None:
            self.invoke(made, "__init__", actuals, where)
        return made

    def _keep_arguments(self, made: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        """`args` of an exception whose `__init__` does not call that of its base: what was passed by position."""
        evaluated = [Actual(value=a.value or self.lower_as(a.expression, None), name=a.name) for a in actuals]
        if any(a.value is not None and isinstance(a.value.type, Starred) for a in evaluated):
            raise Unsupported(STARRED, where)
        items = [self.to_dynamic(a.value, self.program.object) for a in evaluated if a.name is None and a.value is not None]
        args = self.tuple_to_sequence(self.make_tuple(items), self.program.builtin_class("tuple", self.program.object), where)
        self.store_field(made, "args", args)
        return evaluated

    def cold_raise(self, condition: str, function: str, arguments: list[Value], fresh: bool = True) -> None:
        raise NotImplementedError

    def _class_defaults(self, cls: Class, made: Value) -> None:
        """Attributes that the class body gives a value and objects may change."""
        for name, place in cls.fields.items():
            owner = self.program.class_value_owner(cls, name)
            node = owner.info.names[name].node if owner is not None else None
            if owner is None or not isinstance(node, Var):
                continue
            storage = self.program.global_variable(node, self.program.class_environment(owner))
            self.store_field(made, name, self.coerce(self.load(storage.type, storage.symbol), place.type))
