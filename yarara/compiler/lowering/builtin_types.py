"""Built-in functions about classes: `isinstance`, `type`, `callable`."""

from __future__ import annotations


from mypy.nodes import GDEF, CallExpr, Expression, FuncDef, NameExpr, RefExpr, TupleExpr, TypeInfo, Var, OpExpr, ComparisonExpr
from mypy.types import Instance, Type as MypyType, UnionType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.program.abstract_tests import HASHABLE, meets
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.builtin_numbers import BuiltinNumbers
from yarara.compiler.program.program import VALUE_TYPES, Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, Tuple, Type


def names_builtin(e: Expression) -> bool:
    """Whether this is the name of a class of built-in values."""
    return isinstance(e, RefExpr) and e.fullname.startswith("builtins.")


class BuiltinTypes(BuiltinNumbers):
    """Functions that ask what a value is."""

    def _builtin_type(self, e: CallExpr, expected: Type | None) -> Value:
        return self.class_of_value(self.lower(e.args[0]))

    def class_of_value(self, value: Value) -> Value:
        """`type(value)`."""
        kind = value.type
        if isinstance(kind, Class):
            return Value(types.class_object(kind), self.class_table(value.ref))
        if isinstance(kind, Dynamic) or isinstance(kind, Optional) and kind.inner.is_reference:
            return self._type_or_none(value)
        if isinstance(kind, Optional):
            value = self.to_dynamic(value, self.program.object)
            return self._type_or_none(value)
        box = self.program.box(kind)
        self.program.instantiate(box)
        return Value(types.class_object(kind), box.symbol)

    def _type_or_none(self, value: Value) -> Value:
        """The class of an object, or that of None."""
        some, done = self.name("some"), self.name("done")
        nothing = self.program.box(NONE)
        self.program.instantiate(nothing)
        condition = self.is_some(value)
        start = self.block
        self.branch(condition, some, done)
        self.start_quietly(some)
        table = self.class_table(value.ref)
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        wanted = types.class_object(self.program.object)
        return self.phi(wanted, [(nothing.symbol, start), (table, end)])

    def _builtin_isinstance(self, e: CallExpr, expected: Type | None) -> Value:
        self._refuse_forgotten(self.static_type(e.args[0]), e)
        folded = self.static_test(e)
        if folded is not None:
            return Value(BOOL, "true" if folded else "false")
        value = self.raw_value(e.args[0])
        self._refuse_forgotten(value.type, e)
        return Value(BOOL, self.is_instance(value, self._tested_classes(self.classes_behind(e.args[1])), e))

    def _refuse_forgotten(self, kind: Type | None, e: CallExpr) -> None:
        """A value that is kept as a plain `int` or `str` cannot tell any more that it was of a class derived from it; an argument is what was given."""
        if kind is None or self.program.held_type(kind) is None or self._is_as_given(e.args[0]):
            return
        for tested in self._tested_classes(e.args[1]):
            info = tested.node if isinstance(tested, RefExpr) else None
            base = self.program.value_classes.base_of(info) if isinstance(info, TypeInfo) else ""
            if isinstance(info, TypeInfo) and base and base == f"builtins.{self.shown_name(kind)}":
                name = base.removeprefix("builtins.")
                raise Unsupported(f"whether this {info.name} is one cannot be told: it is kept as a plain {name}", e.args[0], f"declare it {info.name}, or {name} | {info.name}")

    def _is_as_given(self, e: Expression) -> bool:
        """Whether this is a parameter that is never assigned to: its type is that of the argument."""
        formals = self.instance.node.arguments if isinstance(self.instance.node, FuncDef) else []
        return isinstance(e, NameExpr) and isinstance(e.node, Var) and any(formal.variable is e.node for formal in formals) and not self.program.constants.assignments.get(e.node)

    def raw_value(self, e: Expression) -> Value:
        """A variable at its declared type, before narrowing."""
        if isinstance(e, NameExpr) and isinstance(e.node, Var) and e.node in self.locals:
            local = self.locals[e.node]
            if isinstance(local.type, (Dynamic, Optional)) or not isinstance(local.type, Class):
                return self.load(local.type, local.slot)
        if isinstance(e, NameExpr) and isinstance(e.node, Var) and e.kind == GDEF and "." in e.node.fullname and self.program.constants.value(e.node) is None and self.program.kept_in_objects:
            return self._module_variable(e, e.node)
        return self.lower(e)

    def _tested_classes(self, e: Expression) -> list[Expression]:
        e = self.program.tuple_behind(e)
        if isinstance(e, TupleExpr):
            return [c for item in e.items for c in self._tested_classes(item)]
        if isinstance(e, OpExpr) and e.op == "|":
            return self._tested_classes(e.left) + self._tested_classes(e.right)
        return [e]

    def is_instance(self, value: Value, tested: list[Expression], where: Expression) -> str:
        """A run-time class test of a reference; None is an instance of nothing here but `Hashable`."""
        if any(isinstance(expression, RefExpr) and expression.fullname == "builtins.object" for expression in tested):
            return "true"
        result = self.slot("i1")
        of_none = any(isinstance(expression, RefExpr) and expression.fullname == HASHABLE for expression in tested)
        self.emit(f"store i1 {str(of_none).lower()}, ptr {result}")
        some, done = self.name("some"), self.name("done")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        inner = self.inside(value)
        for expression in tested:
            yes, no = self.name("yes"), self.name("no")
            self.branch(self._class_test(inner, expression, where), yes, no)
            self.start_quietly(yes)
            self.emit(f"store i1 true, ptr {result}")
            self.jump(done)
            self.start_quietly(no)
        self.emit(f"store i1 false, ptr {result}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _class_test(self, value: Value, expression: Expression, where: Expression) -> str:
        if not isinstance(expression, RefExpr) or not isinstance(expression.node, TypeInfo):
            return self._class_value_test(value, expression, where)
        info = expression.node
        if not value.type.is_reference or isinstance(value.type, ClassObject):
            decided = self.static_class_test(value.type, info)
            return "true" if decided else "false"
        if info.fullname == "builtins.object":
            return "true"
        plain = not info.defn.type_vars and info.fullname not in (*VALUE_TYPES, "builtins.type") and info.fullname not in self.program.kept_in_objects
        if plain and not self.program.is_abstract(info):
            cls = self.class_of_expression(expression)
            assert isinstance(cls, Class)
            return self.has_class(value.ref, cls)
        # The library reads the fields of what it finds: only where the items are stored alike.
        item = self._declared_item(where.args[0]) if isinstance(where, CallExpr) else None
        if item is not None and len(info.defn.type_vars) == 1:
            return self.has_class(value.ref, self.program.builtin_class(info.name, item))
        if types.is_unknown(value.type) and self.instance.module.startswith("yarara.") and info.module_name == "builtins" and info.defn.type_vars:
            return self.has_class(value.ref, self.program.builtin_class(info.name, *[types.ANY for _ in info.defn.type_vars]))
        return self.has_class_of(value.ref, info)

    def _class_value_test(self, value: Value, expression: Expression, where: Expression) -> str:
        """isinstance() with a class that is known only at run time: the class value answers."""
        return self.covers(self.lower(expression), self.to_dynamic(value, self.program.object), where)

    def covers(self, tested: Value, value: Value, where: Expression, question: str = "(covers)") -> str:
        """Whether an object is of a class that is a value, or of one in a tuple of them; `question`: "(has_below)" asks it of a class."""
        kind = tested.type
        if isinstance(kind, ClassObject) and isinstance(kind.instance, (Class, Dynamic)):
            return self.dispatch(tested, question, [value], BOOL).ref
        items = kind.items if isinstance(kind, Tuple) else kind.arguments if isinstance(kind, Class) and kind.info.fullname == "builtins.tuple" else ()
        if not items or not all(isinstance(item, (ClassObject, Tuple)) for item in items):
            raise Unsupported("this needs the name of a class, or a variable of type[...]", where)
        result = self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")

        def test(one: Value) -> None:
            found = self.instruction(f"or i1 {self.load(BOOL, result).ref}, {self.covers(one, value, where, question)}")
            self.emit(f"store i1 {found}, ptr {result}")

        if isinstance(kind, Tuple):
            for index in range(len(kind.items)):
                test(self.tuple_item(tested, index))
        else:
            self.loop(self.iterate_value(tested, where), test)
        return self.load(BOOL, result).ref

    def static_class_test(self, kind: Type, info: TypeInfo) -> bool | None:
        """isinstance() decided by a concrete type, or None when the object must be asked."""
        if isinstance(kind, Optional) and info.fullname != "builtins.object":
            return False if info.fullname != HASHABLE and self.static_class_test(kind.inner, info) is False else None
        if isinstance(kind, (Dynamic, Optional)):
            return None
        if info.fullname == "builtins.object" or isinstance(kind, ClassObject) and info.fullname == "builtins.type":
            return True
        primitive = VALUE_TYPES.get(info.fullname)
        if info.fullname == HASHABLE and not isinstance(kind, Class):
            return True
        if kind in (INT, FLOAT, BOOL):
            return primitive is kind or primitive is INT and kind is BOOL or self.program.is_abstract(info) and self._meets(str(kind), info)
        if kind is NONE:
            return False
        if isinstance(kind, Tuple):
            return info.fullname == "builtins.tuple" or self.program.is_abstract(info) and self._meets("tuple", info)
        if isinstance(kind, Class):
            if any(base.fullname == info.fullname for base in kind.info.mro):
                return True
            if kind.info.module_name == "builtins" and (info.is_enum or self.program.value_classes.base_of(info)):
                return False
            if self.program.is_abstract(info):
                return self._has_protocol(kind, info)
            if self.program.have_common(kind.info, info):
                return None
            return False
        return False if isinstance(kind, ClassObject) and not self.program.is_abstract(info) else None

    def _meets(self, name: str, info: TypeInfo) -> bool:
        """The answer for objects of a class of `builtins`."""
        entry = self.program.typed.modules["builtins"].names[name]
        assert isinstance(entry.node, TypeInfo)
        return meets(entry.node, info, self.program.constants)

    def _has_protocol(self, kind: Class, info: TypeInfo) -> bool | None:
        classes = [kind.info, *self.program.descendants(kind.info)]
        answers = {meets(cls, info, self.program.constants) for cls in classes}
        return answers.pop() if len(answers) == 1 else None

    def static_test(self, e: Expression) -> bool | None:
        if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.isinstance" and len(e.args) == 2:
            kind = self.static_type(e.args[0])
            if kind is None:
                return None
            answers: list[bool | None] = []
            for tested in self._tested_classes(e.args[1]):
                node = tested.node if isinstance(tested, RefExpr) else None
                answers.append(self.static_class_test(kind, node) if isinstance(node, TypeInfo) else None)
            if True in answers and names_builtin(e.args[1]) and self._is_stored_otherwise(e.args[0], kind):
                return False
            if True in answers:
                return True
            return None if None in answers else False
        if isinstance(e, ComparisonExpr) and len(e.operators) == 1 and e.operators[0] in ("is", "is not"):
            right = e.operands[1]
            if isinstance(right, NameExpr) and right.fullname == "builtins.None":
                kind = self.static_type(e.operands[0])
                if kind is not None and not isinstance(kind, (Dynamic, Optional)):
                    return (kind is NONE) == (e.operators[0] == "is")
        return False if self.static_type(e) is NONE else None

    def _declared_item(self, e: Expression) -> Type | None:
        """In the runtime, what `items: Iterable[T]` is an iterable of."""
        declared = self._declared_in_runtime(e)
        if not isinstance(declared, Instance) or declared.type.fullname != "typing.Iterable":
            return None
        return self.program.convert(declared.args[0], self.instance.environment, e)

    def _declared_in_runtime(self, e: Expression) -> MypyType | None:
        if not self.instance.module.startswith("yarara.runtime.") or not isinstance(e, NameExpr) or not isinstance(e.node, Var):
            return None
        return get_proper_type(e.node.type)

    def _is_stored_otherwise(self, e: Expression, kind: Type) -> bool:
        """Whether a container that the runtime finds holds its items in another form: those of a list of `int` that are to become `float`."""
        if not isinstance(kind, Class) or not kind.arguments or NEVER in kind.arguments:
            return False
        declared = self._declared_in_runtime(e)
        if isinstance(declared, UnionType) and kind.info.fullname == "builtins.dict":
            same = [part for part in map(get_proper_type, declared.items) if isinstance(part, Instance) and part.type is kind.info]
            return bool(same) and self.program.convert(same[0], self.instance.environment, e) is not kind
        item = self._declared_item(e)
        return item is not None and kind.arguments[0] is not item

    def static_type(self, e: Expression) -> Type | None:
        """The concrete type of a local variable or of a field of one, without lowering it."""
        if isinstance(e, NameExpr) and isinstance(e.node, Var):
            local = self.locals.get(e.node)
            return local.type if local is not None else None
        return None

    def _builtin_issubclass(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if not isinstance(value.type, ClassObject):
            raise Unsupported("issubclass() needs a class", e)
        result = "false"
        for tested in self._tested_classes(e.args[1]):
            one = self._is_subclass(value, value.type.instance, tested, e)
            result = one if result == "false" or one == "true" else result if one == "false" or result == "true" else self.instruction(f"or i1 {result}, {one}")
        return Value(BOOL, result)

    def _is_subclass(self, value: Value, kind: Type, tested: Expression, where: Expression) -> str:
        info = tested.node if isinstance(tested, RefExpr) else None
        if not isinstance(info, TypeInfo):
            return self.covers(self.lower(tested), value, where, "(has_below)")
        known = info.fullname == "builtins.object" or self.static_class_test(kind, info)
        if known is None:
            return self.instruction(f'call i1 @"is {info.fullname}"(i32 {self._tested_number(value.ref, info)})')
        return "true" if known else "false"

    def _tested_number(self, table: str, info: TypeInfo) -> str:
        self.program.class_tests[info] = None
        return self.instruction(f"load i32, ptr {self.offset(table, 32)}")

    def _builtin_assert_never(self, e: CallExpr, expected: Type | None) -> Value:
        text = self.concatenate([self._text("Expected code to be unreachable, but got: "), self.repr(self.raw_value(e.args[0]), e)])
        self.raise_runtime("raise_assertion_message", [self.to_dynamic(text, self.program.object)])
        return Value(NEVER, "null")

    def _builtin_callable(self, e: CallExpr, expected: Type | None) -> Value:
        return Value(BOOL, self.can_be_called(self.lower(e.args[0])))

    def can_be_called(self, value: Value) -> str:
        """`callable(value)` as an i1."""
        kind = value.type
        if isinstance(kind, Optional):
            return self.instruction(f"and i1 {self.is_some(value)}, {self.can_be_called(self.inside(value))}")
        if isinstance(kind, Dynamic) or isinstance(kind, Class) and self.is_virtual(value, "__call__"):
            return self._can_some_be_called(value)
        return "true" if isinstance(kind, (Function, ClassObject)) or self.has_method(kind, "__call__") else "false"

    def _can_some_be_called(self, value: Value) -> str:
        """The same where the class of the object decides; None cannot be called."""
        some, done, result = self.name("some"), self.name("done"), self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        self.store(self.dispatch(value, "(callable)", [], BOOL), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref
