"""Moving a value from one static type to another: widening, boxing, narrowing, truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mypy.nodes import Context, TypeInfo

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Builder, Value
from yarara.compiler.written.enumerations import VALUE
from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.program.hierarchy import Misfit
from yarara.compiler.program.types import ANY, BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, Starred, StructPointer, Tuple, Type, WORD, is_unknown
from yarara.compiler.written.value_classes import HELD


TABLE_MASK = 0xFFFF_FFFF
"""Of an object's header: the address of its type table."""
CHANGED = "this value is of another type than it was when the program asked"
STARRED = "*arguments of unknown number cannot go to these parameters"


class Conversions(Builder):
    """Conversions between concrete types."""

    accessed = ""  # the attribute that is wanted of the value being lowered, for the error when it is None

    def coerce(self, value: Value, wanted: Type, where: Context | None = None) -> Value:
        """The value as `wanted`, where mypy has agreed that it fits."""
        have = value.type
        if have is wanted:
            return value
        if have is NEVER:
            return Value(wanted, wanted.zero)
        if wanted is NEVER and have is NONE:
            return Value(NEVER, "null")  # what no code reaches, as with the items of an empty container
        if isinstance(have, Class) and have.info.tuple_type is not None and (isinstance(wanted, Tuple) or isinstance(wanted, Class) and wanted.info.fullname == "builtins.tuple"):
            return self.coerce(self.plain_tuple(value), wanted, where)
        if isinstance(have, Class) and have.info.is_enum and (wanted in (INT, FLOAT) or isinstance(wanted, Class) and wanted.info.fullname == "builtins.str"):
            return self.coerce(self.data_value(value), wanted, where)
        if isinstance(have, Class) and self.is_held_as(have, wanted):
            self.refuse_loss(have, where)
            return self.coerce(self.data_value(value), wanted, where)
        if isinstance(have, Starred):
            raise Unsupported(STARRED, where)
        if have is BOOL and wanted is INT:
            return Value(INT, self.instruction(f"zext i1 {value.ref} to i64"))
        if wanted is FLOAT and have in (INT, BOOL):
            return Value(FLOAT, self.instruction(f"{'sitofp' if have is INT else 'uitofp'} {have.llvm} {value.ref} to double"))
        if have in (INT, FLOAT, BOOL) and types.is_complex(wanted):
            return self.call_runtime("complex_new", self.coerce(value, FLOAT, where), Value(FLOAT, "0.0"), where=where)
        if isinstance(wanted, Dynamic):
            return self.to_dynamic(value, wanted)
        if is_unknown(have) and (wanted is NONE or isinstance(wanted, (Optional, Class))):
            return self.checked_item(value, wanted, where)
        if isinstance(wanted, Optional):
            return self._to_optional(value, wanted, where)
        if wanted is NONE:
            return Value(NONE, "null")
        if isinstance(have, Class) and isinstance(wanted, Class) and have.derives_from(wanted):
            return Value(wanted, value.ref)
        if isinstance(have, Class) and isinstance(wanted, Class) and have.info is wanted.info and NEVER in have.arguments:
            return Value(wanted, value.ref)  # an empty container: nothing in it has the wrong type
        if isinstance(have, Class) and isinstance(wanted, Class) and have.info is wanted.info and ANY in have.arguments:
            if not all(argument.is_reference for argument in wanted.arguments):  # found by isinstance() in an `Iterable[int]`: laid out so?
                self.refuse_unless(self.has_class(value.ref, wanted), f"this value is not of type {wanted}")
            return Value(wanted, value.ref)
        if isinstance(have, Tuple) and isinstance(wanted, Tuple) and len(have.items) == len(wanted.items):
            parts = [self.coerce(self.tuple_item(value, i), t, where) for i, t in enumerate(wanted.items)]
            return self.aggregate(wanted, parts)
        if isinstance(have, Tuple) and isinstance(wanted, Class) and wanted.info.fullname == "builtins.tuple":
            return self.tuple_to_sequence(value, wanted, where)
        if isinstance(have, ClassObject) and isinstance(wanted, ClassObject):
            return Value(wanted, value.ref)
        if isinstance(wanted, Function) and (isinstance(have, (Function, ClassObject)) or isinstance(have, Class) and self.has_method(have, "__call__")):
            return self.adapt_function(value, wanted, where)
        if isinstance(have, Optional) and (have.inner is wanted or isinstance(wanted, (Class, Tuple, Function)) or wanted in (INT, FLOAT, BOOL)):
            return self.coerce(self.unwrap(value, where), wanted, where)
        if is_unknown(have):
            return self.checked_item(value, wanted, where)
        if isinstance(have, Dynamic):
            return self.from_dynamic(value, wanted)
        if isinstance(have, StructPointer) and isinstance(wanted, StructPointer):
            return Value(wanted, value.ref)
        if wanted is INT and isinstance(have, Class) and have.boxed is None and self.program.find(have, "__index__") is not None:
            return self.call_method(value, "__index__", [], where)
        if wanted is NEVER:
            raise Misfit("nothing says of what type this container's items are", where, "declare it with the types of what goes in, for example: dict[str, int]")
        raise Misfit(f"a value of type {have} cannot be used as {wanted} here", where)

    def plain_tuple(self, value: Value) -> Value:
        """The items of a named tuple side by side; any other value as it is."""
        kind = value.type
        names = self.program.named_tuples.of(kind.info) if isinstance(kind, Class) else None
        if isinstance(kind, Class) and self.program.value_classes.base_of(kind.info) == "builtins.tuple":
            return self.data_value(value)
        if names is None:
            return value
        return self.make_tuple([self.field(value, name) for name in names])

    def make_tuple(self, items: list[Value]) -> Value:
        raise NotImplementedError

    def data_value(self, value: Value) -> Value:
        """The number or text that a member of `IntEnum`, `StrEnum` and their like is, and what an object of a class derived from `int` or `str` holds;
        any other value as it is."""
        kind = value.type
        if isinstance(kind, Class) and self.program.value_classes.base_of(kind.info):
            self.program.lay_out(kind)
            return self.field(value, HELD)
        if not isinstance(kind, Class) or not kind.info.is_enum:
            return value
        found = self.program.enumerations.of(kind.info)
        return self.field(value, VALUE) if found is not None and found.data else value

    def is_held_as(self, have: Class, wanted: Type) -> bool:
        """Whether a value of a built-in type is wanted of an object that holds one."""
        base = self.program.value_classes.base_of(have.info)
        if not base or isinstance(wanted, Class) and have.derives_from(wanted):
            return False
        return wanted in (INT, FLOAT) or isinstance(wanted, Tuple) or isinstance(wanted, Class) and wanted.info.fullname == base

    def refuse_loss(self, have: Class, where: Context | None) -> None:
        """What is taken out of an object of a class derived from `int` or `str` forgets the methods that the class has in place of the built-in ones."""
        name = self.program.value_classes.overriding(have.info, self.program.descendants)
        if not name or not self.application:
            return
        base = self.program.value_classes.base_of(have.info).removeprefix("builtins.")
        raise Unsupported(
            f"class {have.info.name} has a {name} of its own, which would be lost where a plain {base} is kept", where,
            {"int": "write int(x)", "float": "write float(x)", "tuple": "write tuple(x)"}.get(base, "write x[:]") + f", or declare {have.info.name}",
        )

    def _to_optional(self, value: Value, wanted: Optional, where: Context | None) -> Value:
        have = value.type
        if have is NONE:
            return Value(wanted, wanted.zero)
        if isinstance(have, Optional):
            if wanted.inner.is_reference and have.inner.is_reference:
                return Value(wanted, value.ref)
            return self._map_optional(value, wanted, where)
        inner = self.coerce(value, wanted.inner, where)
        if wanted.inner.is_reference:
            return Value(wanted, inner.ref)
        return self.aggregate(wanted, [Value(BOOL, "true"), inner])

    def _map_optional(self, value: Value, wanted: Optional, where: Context | None) -> Value:
        """Convert what is inside an optional that has a flag."""
        some, none, done = self.name("some"), self.name("none"), self.name("done")
        result = self.slot(wanted.llvm)
        self.branch(self.is_some(value), some, none)
        self.start_quietly(some)
        self.store(self._to_optional(self.inside(value), wanted, where), result)
        self.jump(done)
        self.start_quietly(none)
        self.store(Value(wanted, wanted.zero), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(wanted, result)

    # -- optionals -----------------------------------------------------------------------------------------------------

    def is_some(self, value: Value) -> str:
        """Whether a value that may be None is not."""
        kind = value.type
        if kind is NONE:
            return "false"
        if kind.is_reference and (isinstance(kind, (Optional, Dynamic))):
            return self.instruction(f"icmp ne ptr {value.ref}, null")
        if isinstance(kind, Optional):
            return self.extract(value.ref, kind.llvm, 0)
        return "true"

    def inside(self, value: Value) -> Value:
        """What is in an optional that is known to be not None."""
        kind = value.type
        if not isinstance(kind, Optional):
            return value
        if kind.inner.is_reference:
            return Value(kind.inner, value.ref)
        return Value(kind.inner, self.extract(value.ref, kind.llvm, 1))

    def unwrap(self, value: Value, where: Context | None, attribute: str = "") -> Value:
        """What is in an optional; when it is None, AttributeError or TypeError, as CPython says it."""
        if not isinstance(value.type, Optional):
            return value
        some, none = self.name("some"), self.name("none")
        self.branch(self.is_some(value), some, none, likely=True)
        self.start_quietly(none)
        name = attribute or self.accessed
        text = self.program.string_literal(name or self.program.none_complaints.of(where))
        self.raise_runtime("raise_none_attribute" if name else "raise_type", [Value(self.program.str_class, text)])
        self.start_quietly(some)
        return self.inside(value)

    # -- dynamic values ------------------------------------------------------------------------------------------------

    def to_dynamic(self, value: Value, wanted: Dynamic) -> Value:
        """Into a value of run-time class; what has no header is boxed."""
        have = value.type
        if isinstance(have, Dynamic):
            self._refuse_other_functions(have, wanted)
            wanted.sources[have] = None
            for kind in have.alternatives:
                if isinstance(kind, Tuple) and types.as_declared(kind, wanted.alternatives) is not kind:
                    value = self._tuple_as_declared(value, kind, wanted)
            return Value(wanted, value.ref)
        if have in (NONE, NEVER):
            return Value(wanted, "null")
        if isinstance(have, Optional):
            if have.inner.is_reference:
                return self.to_dynamic(Value(have.inner, value.ref), wanted)
            some, none, done = self.name("some"), self.name("none"), self.name("done")
            result = self.slot("ptr")
            self.branch(self.is_some(value), some, none)
            self.start_quietly(some)
            self.emit(f"store ptr {self.to_dynamic(self.inside(value), wanted).ref}, ptr {result}")
            self.jump(done)
            self.start_quietly(none)
            self.emit(f"store ptr null, ptr {result}")
            self.jump(done)
            self.start_quietly(done)
            return self.load(wanted, result)
        if isinstance(have, Tuple):
            value = self.coerce(value, types.as_declared(have, wanted.alternatives))
            have = value.type
        if isinstance(have, (Function, ClassObject)):
            value = self._as_only_function(value, wanted)
            have = value.type
        if isinstance(have, ClassObject):
            have = self.program.any_class
            self.program.instantiate(self.program.box(have))
        wanted.members[have] = None
        if have.is_reference:
            return Value(wanted, value.ref)
        box = self.program.box(have)
        self.program.instantiate(box)
        made = self.allocate(box)
        self.store(value, self.offset(made, WORD))
        return Value(wanted, made)

    def _tuple_as_declared(self, value: Value, kind: Tuple, wanted: Dynamic) -> Value:
        """A value of several types for another union, which has `tuple[int, ...]` where this one has `tuple[int, int]`: such a tuple is made anew."""
        some, found, done = self.name("some"), self.name("found"), self.name("done")
        result = self.slot("ptr")
        self.emit(f"store ptr {value.ref}, ptr {result}")
        self.branch(self.instruction(f"icmp eq ptr {value.ref}, null"), done, some)
        self.start_quietly(some)
        self.branch(self.has_exact_class(value.ref, self.program.box(kind)), found, done)
        self.start_quietly(found)
        items = self.load(kind, self.offset(value.ref, WORD))
        self.emit(f"store ptr {self.to_dynamic(items, wanted).ref}, ptr {result}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(value.type, result)

    def _as_only_function(self, value: Value, wanted: Dynamic) -> Value:
        """A function as the type of functions in a union, for objects of functions do not tell their types; a class, if none is among the others, as one that makes objects."""
        functions = functions_in(wanted)
        whole = any(not isinstance(kind, (Function, Class, Tuple)) and kind not in (INT, FLOAT, BOOL, NONE) for kind in wanted.alternatives)
        if len(functions) != 1 or isinstance(value.type, ClassObject) and whole:
            return value
        return self.coerce(value, functions[0])

    def _refuse_other_functions(self, have: Dynamic, wanted: Dynamic) -> None:
        """A function in a value of several types cannot be made one of another type on the way into another such value."""
        kept, sought = functions_in(have), functions_in(wanted)
        if sought and set(kept) != set(sought) and (kept or not have.alternatives and have.protocol is None):
            raise Unsupported(f"a function in a value of type {have} cannot become one in a value of type {wanted}", None, "take it out first: if callable(x): ...")

    def from_dynamic(self, value: Value, wanted: Type) -> Value:
        """Out of a value of run-time class whose class is known by now."""
        if wanted is NONE:
            return Value(NONE, "null")
        if isinstance(wanted, Function):
            if not isinstance(value.type, Dynamic) or functions_in(value.type) != [wanted]:
                raise Unsupported("a function cannot be taken out of a value that may hold functions of several types", None, "use Optional, or two variables")
            return self.dispatch(value, "(function)", [], wanted)
        if isinstance(wanted, Optional) and (not wanted.inner.is_reference or isinstance(wanted.inner, Function) or self.program.held_type(wanted.inner) is not None):
            some, none, done = self.name("some"), self.name("none"), self.name("done")
            result = self.slot(wanted.llvm)
            self.branch(self.instruction(f"icmp ne ptr {value.ref}, null"), some, none)
            self.start_quietly(some)
            inner = self.from_dynamic(value, wanted.inner)
            self.store(self._to_optional(inner, wanted, None), result)
            self.jump(done)
            self.start_quietly(none)
            self.store(Value(wanted, wanted.zero), result)
            self.jump(done)
            self.start_quietly(done)
            return self.load(wanted, result)
        if isinstance(value.type, Dynamic) and self.program.held_type(wanted) is not None:
            return self.dispatch(value, f"plain {'kept' if self.application else 'used'}", [], wanted)
        if wanted.is_reference:
            if isinstance(value.type, Dynamic):
                self._check_arguments(value, wanted)
            return Value(wanted, value.ref)
        if wanted is FLOAT and isinstance(value.type, Dynamic) and not {INT, BOOL}.isdisjoint(value.type.alternatives):
            return self._number_of_any(value)
        # A bool may be read as an int: the box of a bool is a whole word, and zero beyond its first byte.
        return self.load(wanted, self.offset(value.ref, WORD))

    def checked_item(self, value: Value, wanted: Type, where: Context | None) -> Value:
        """A value of which mypy knows nothing where a certain type is declared: TypeError when it is of another one."""
        inner = wanted.inner if isinstance(wanted, Optional) else wanted
        if not (isinstance(inner, (Class, Tuple)) or inner in (INT, FLOAT, BOOL, NONE)) or wanted is not FLOAT and inner is FLOAT:
            raise Unsupported(f"what isinstance() says of this value is too little to use it as {wanted}", where, "annotate what the container holds")
        self.refuse_unless(self.is_value_of(value, wanted), f"this value is not of type {wanted}")
        return self._number_of_any(value) if wanted is FLOAT else self.from_dynamic(value, wanted)

    def is_value_of(self, value: Value, wanted: Type) -> str:
        """Whether a value of unknown class, or None, is of this type."""
        return self._is_one_of(value, _parts(wanted))

    def _is_one_of(self, value: Value, kinds: Sequence[Type]) -> str:
        """Whether a value of unknown class, or None, is of one of these types."""
        right = self.slot("i1")
        absent, present, done = self.name("absent"), self.name("present"), self.name("checked")
        self.branch(self.instruction(f"icmp eq ptr {value.ref}, null"), absent, present)
        self.start_quietly(absent)
        self.emit(f"store i1 {'true' if NONE in kinds else 'false'}, ptr {right}")
        self.jump(done)
        self.start_quietly(present)
        answers = [self._holds(value.ref, kind) for kind in kinds if kind is not NONE] or ["false"]
        self.emit(f"store i1 {self._either(answers)}, ptr {right}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, right).ref

    def _holds(self, reference: str, kind: Type) -> str:
        """Whether an object of unknown class is a value of this type."""
        if kind is NONE:
            return "false"
        held = self.program.held_type(kind)
        if held is not None:
            return self.has_class_of(reference, held)
        if isinstance(kind, Class):
            return self.has_class(reference, kind)
        boxes = {INT: (INT, BOOL), FLOAT: (FLOAT, INT, BOOL)}.get(kind, (kind,))
        return self._either([self.has_exact_class(reference, self.program.box(box)) for box in boxes])

    def _either(self, answers: list[str]) -> str:
        found = answers[0]
        for other in answers[1:]:
            found = self.instruction(f"or i1 {found}, {other}")
        return found

    def _number_of_any(self, value: Value) -> Value:
        """A float, or an int where a float is declared, out of its box."""
        whole = self.coerce(self.load(INT, self.offset(value.ref, WORD)), FLOAT)
        exact = self.load(FLOAT, self.offset(value.ref, WORD))
        is_float = self.has_exact_class(value.ref, self.program.box(FLOAT))
        return Value(FLOAT, self.instruction(f"select i1 {is_float}, double {exact.ref}, double {whole.ref}"))

    def _check_arguments(self, value: Value, wanted: Type) -> None:
        """isinstance(x, list) says nothing of the items: a list of other items than are wanted raises TypeError instead of being misread."""
        kind = wanted.inner if isinstance(wanted, Optional) else wanted
        if not isinstance(kind, Class) or not kind.arguments or kind.boxed is not None:
            return
        check, fine = self.name("check"), self.name("fine")
        self.branch(self.instruction(f"icmp eq ptr {value.ref}, null"), fine, check)
        self.start_quietly(check)
        fits = self.has_class(value.ref, kind)
        if kind.info.module_name == "builtins":
            empty = self.has_class(value.ref, self.program.class_instance(kind.info, tuple(NEVER for _ in kind.arguments)))
            fits = self.instruction(f"or i1 {fits}, {empty}")  # an empty display of nothing in particular
        self.refuse_unless(fits, f"this value is not a {kind}")
        self.jump(fine)
        self.start_quietly(fine)

    def narrow(self, value: Value, wanted: Type, checked: bool, where: Context | None = None) -> Value:
        """The value at the type that mypy has narrowed it to; `checked` where another thread or call may have changed it since."""
        have = value.type
        if have is wanted:
            return value
        if isinstance(have, Optional):
            if wanted is NONE:
                if checked and self.application:
                    self.refuse_unless(self.instruction(f"xor i1 {self.is_some(value)}, true"), CHANGED)
                return Value(NONE, "null")
            if isinstance(wanted, Optional):
                if wanted.inner.is_reference and have.inner.is_reference:
                    return Value(wanted, value.ref)
                return value
            inner = self.unwrap(value, where) if checked else self.inside(value)
            return self.narrow(inner, wanted, checked, where)
        if checked and self.application:
            self._refuse_changed(value, wanted)
        if isinstance(have, Dynamic):
            if isinstance(wanted, Dynamic):
                if is_unknown(have) and not wanted.unknown:
                    return value
                wanted.sources[have] = None
                return Value(wanted, value.ref)
            return self.from_dynamic(value, wanted)
        if isinstance(have, Class) and isinstance(wanted, Dynamic) and wanted.family is not None:
            below = self.program.class_below(have, wanted.family)  # `isinstance(x, Counter)` of a dict[str, int]: a Counter[str]
            return Value(below, value.ref) if below is not None else value
        if isinstance(have, Class) and isinstance(wanted, Class) and wanted.derives_from(have):
            return Value(wanted, value.ref)
        return value

    def _refuse_changed(self, value: Value, wanted: Type) -> None:
        """TypeError where a value has become another one since mypy narrowed it: it would be misread."""
        have = value.type
        if isinstance(have, Class) and isinstance(wanted, Class) and wanted is not have and wanted.derives_from(have) and not wanted.arguments:
            self.refuse_unless(self.has_class(value.ref, wanted), CHANGED)
        if not isinstance(have, Dynamic) or types.is_unknown(have) or have.family is not None or have.protocol is not None:
            return
        parts = _parts(wanted)
        if parts and all(part in (INT, FLOAT, BOOL, NONE) or isinstance(part, Class) and not part.arguments for part in parts):
            self.refuse_unless(self._is_one_of(value, parts), CHANGED)

    # -- class tests ---------------------------------------------------------------------------------------------------

    def class_table(self, reference: str) -> str:
        """The address of an object's type table, as a pointer. (Of a load of 32 bits that is extended, of an object whose table LLVM knows, its GVN
        takes the extension from another function: `PHITransAddr` looks at all users of the constant.)"""
        word = self.instruction(f"load i64, ptr {reference}")
        low = self.instruction(f"and i64 {word}, {TABLE_MASK}")
        return self.instruction(f"inttoptr i64 {low} to ptr")

    def has_exact_class(self, reference: str, cls: Class) -> str:
        low = self.instruction(f"trunc i64 {self.instruction(f'load i64, ptr {reference}')} to i32")
        self.program.instantiate(cls)
        return self.instruction(f"icmp eq i32 {low}, ptrtoint (ptr {cls.symbol} to i32)")

    def has_class(self, reference: str, cls: Class) -> str:
        """Whether a (non-null) object is of this class or of one derived from it."""
        identifier = self.instruction(f"load i32, ptr {self.offset(self.class_table(reference), 32)}")
        return self.is_below(identifier, cls)

    def is_below(self, identifier: str, cls: Class) -> str:
        """Whether a class number belongs to this class or to one derived from it: a range of numbers, or with several bases a few of them."""
        self.program.referenced_classes[cls] = None
        if self.program.is_scattered(cls.info):
            return self.instruction(f'call i1 @"below {cls.name}"(i32 {identifier})')
        first = self.instruction(f'load i32, ptr @"first.{cls.name}"')
        last = self.instruction(f'load i32, ptr @"last.{cls.name}"')
        distance = self.instruction(f"sub i32 {identifier}, {first}")
        span = self.instruction(f"sub i32 {last}, {first}")
        return self.instruction(f"icmp ule i32 {distance}, {span}")

    def has_class_of(self, reference: str, info: TypeInfo) -> str:
        """The same for a class with type arguments, whatever they are, and for values in boxes; the answer is written when all classes are known."""
        identifier = self.instruction(f"load i32, ptr {self.offset(self.class_table(reference), 32)}")
        self.program.class_tests[info] = None
        return self.instruction(f'call i1 @"is {info.fullname}"(i32 {identifier})')

    def is_class_below(self, table: str, cls: Class) -> str:
        """Whether a class that is a value is the one whose table `cls` describes, whatever its type arguments, or derived from it."""
        if cls is self.program.plain_object:
            return "true"
        identifier = self.instruction(f"load i32, ptr {self.offset(table, 32)}")
        info = self.program.class_in_box(cls)
        if not cls.arguments and (cls.boxed is None or info.fullname == "builtins.object"):
            return self.is_below(identifier, cls)
        self.program.class_tests[info] = None
        return self.instruction(f'call i1 @"is {info.fullname}"(i32 {identifier})')

    def is_class_itself(self, table: str, info: TypeInfo) -> str:
        """Whether a class that is a value is this generic class, with any type arguments, and none below it."""
        identifier = self.instruction(f"load i32, ptr {self.offset(table, 32)}")
        self.program.exact_tests[info] = None
        return self.instruction(f'call i1 @"exactly {info.fullname}"(i32 {identifier})')

    # -- truth ---------------------------------------------------------------------------------------------------------

    def truth(self, value: Value, where: Context | None = None) -> str:
        """`bool(value)` as an i1."""
        kind = value.type
        if kind is BOOL:
            return value.ref
        if kind is INT and value.ref.lstrip("-").isdigit():
            return "true" if int(value.ref) else "false"
        if kind is INT or isinstance(kind, StructPointer):
            return self.instruction(f"icmp ne i64 {value.ref}, 0")
        if kind is FLOAT:
            return self.instruction(f"fcmp une double {value.ref}, 0.0")
        if kind in (NONE, NEVER):
            return "false"
        if isinstance(kind, Tuple):
            return "true" if kind.items else "false"
        if isinstance(kind, Optional):
            return self._truth_of_some(value, lambda: self.truth(self.inside(value), where))
        if isinstance(kind, Class):
            return self._class_truth(value, where)
        if isinstance(kind, Dynamic):
            return self._truth_of_some(value, lambda: self.dispatch(value, "__truth__", [], BOOL).ref)
        return "true"

    def _truth_of_some(self, value: Value, inside: Callable[[], str]) -> str:
        """False where a value is None; else what `inside` says, which is asked only then."""
        some, done = self.name("some"), self.name("done")
        condition = self.is_some(value)
        start = self.block
        self.branch(condition, some, done)
        self.start_quietly(some)
        inner = inside()
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(BOOL, [("false", start), (inner, end)]).ref

    def _class_truth(self, value: Value, where: Context | None) -> str:
        cls = value.type
        assert isinstance(cls, Class)
        if self.is_virtual(value, "__bool__") or self.is_virtual(value, "__len__"):
            return self.dispatch(value, "__truth__", [], BOOL).ref
        if self.has_method(cls, "__bool__"):
            return self.call_method(value, "__bool__", [], where).ref
        if self.has_method(cls, "__len__"):
            length = self.call_method(value, "__len__", [], where)
            return self.instruction(f"icmp ne i64 {length.ref}, 0")
        return "true"

    # -- given by the layers above -------------------------------------------------------------------------------------

    def call_runtime(self, name: str, *given: Value, where: Context | None = None, wanted: Type | None = None) -> Value:
        raise NotImplementedError

    def allocate(self, cls: Class, extra: str = "0") -> str:
        raise NotImplementedError

    def tuple_item(self, value: Value, index: int) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        return Value(kind.items[index], self.extract(value.ref, kind.llvm, index))

    def tuple_to_sequence(self, value: Value, wanted: Class, where: Context | None) -> Value:
        raise NotImplementedError

    def adapt_function(self, value: Value, wanted: Function, where: Context | None) -> Value:
        raise NotImplementedError

    def refuse_unless(self, condition: str, message: str) -> None:
        raise NotImplementedError

    def has_method(self, cls: Type, name: str) -> bool:
        raise NotImplementedError

    def is_virtual(self, value: Value, name: str) -> bool:
        raise NotImplementedError

    def call_method(self, value: Value, name: str, arguments: list[Value], where: Context | None = None) -> Value:
        raise NotImplementedError

    def dispatch(self, value: Value, method: str, arguments: list[Value], result: Type) -> Value:
        raise NotImplementedError


def _parts(kind: Type) -> Sequence[Type]:
    """The types of a union, None among them."""
    if isinstance(kind, Optional):
        return (kind.inner, NONE)
    return kind.alternatives if isinstance(kind, Dynamic) else (kind,)


def functions_in(kind: Dynamic) -> list[Type]:
    """The types of functions in a union, also in those that are parts of it."""
    found: dict[Type, None] = {}
    seen: dict[Type, None] = {kind: None}
    todo: list[Type] = list(kind.alternatives)
    for alternative in todo:
        if isinstance(alternative, Function):
            found[alternative] = None
        elif isinstance(alternative, Dynamic) and alternative not in seen:
            seen[alternative] = None
            todo.extend(alternative.alternatives)
    return list(found)
