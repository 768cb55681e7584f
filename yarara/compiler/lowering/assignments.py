"""Assignment in all its forms: names, attributes, subscripts, unpacking, `+=`, `del`."""

from __future__ import annotations


from mypy.nodes import (
    AssignmentStmt, CallExpr, Context, Decorator, DelStmt, EnumCallExpr, Expression, FuncDef, IndexExpr, IntExpr, ListExpr, MemberExpr, MypyFile, NameExpr, OperatorAssignmentStmt, OverloadedFuncDef,
    RefExpr, SliceExpr, StarExpr, TempNode, TupleExpr, TypeInfo, Var, TypeAliasExpr, TypeVarExpr, NamedTupleExpr, NewTypeExpr,
    TypedDictExpr,
)

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.builtin_calls import BuiltinCalls
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.lowering.names import Local
from yarara.compiler.lowering.growing_texts import GrowingTexts, growing_texts
from yarara.compiler.lowering.iteration import INDEXED
from yarara.compiler.program.hierarchy import NoMember
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.tallies import tallies
from yarara.compiler.program.types import BOOL, INT, NEVER, NONE, Class, Dynamic, StructPointer, Tuple, Type


def accessor(node: object, wanted: str) -> FuncDef | None:
    """The setter or deleter of a property."""
    for item in node.items if isinstance(node, OverloadedFuncDef) else []:
        for decorator in item.original_decorators if isinstance(item, Decorator) else []:
            if isinstance(decorator, MemberExpr) and decorator.name == wanted and isinstance(item, Decorator):
                return item.func
    return None


class Assignments(BuiltinCalls):
    """`assign(target, value)` and the statements that use it."""

    counting: frozenset[OperatorAssignmentStmt] | None = None
    texts: GrowingTexts | None = None

    def _execute_AssignmentStmt(self, s: AssignmentStmt) -> None:
        if isinstance(s.rvalue, TempNode) or self._is_declaration(s):
            return
        if self._grows(s):
            return
        if len(s.lvalues) == 1 and isinstance(s.lvalues[0], (TupleExpr, ListExpr)) and isinstance(s.rvalue, (TupleExpr, ListExpr)) and len(s.rvalue.items) == len(s.lvalues[0].items) \
                and not any(isinstance(item, StarExpr) for item in [*s.lvalues[0].items, *s.rvalue.items]):
            items = [self.lower(item, self.target_type(target)) for item, target in zip(s.rvalue.items, s.lvalues[0].items)]
            for target, value in zip(s.lvalues[0].items, items):
                self.assign(target, value)
            return
        value = self.lower(s.rvalue, self.target_type(s.lvalues[0]))
        if value.type is NEVER:
            self.unreachable()  # an item of `[]`
            return
        for target in s.lvalues:
            self.assign(target, value)

    def _is_declaration(self, s: AssignmentStmt) -> bool:
        """Type aliases, type variables and module constants need no code."""
        if s.is_alias_def or isinstance(s.rvalue, (TypeVarExpr, TypeAliasExpr)):
            return True
        if isinstance(s.rvalue, CallExpr) and isinstance(s.rvalue.analyzed, (TypeVarExpr, NamedTupleExpr, NewTypeExpr, TypedDictExpr)) or type(getattr(s.rvalue, "analyzed", None)).__name__ in ("ParamSpecExpr", "TypeVarTupleExpr"):
            return True
        if isinstance(s.rvalue, CallExpr) and isinstance(s.rvalue.analyzed, EnumCallExpr) and self.program.enumerations.of(s.rvalue.analyzed.info) is not None:
            self.define_members(self.program.enumerations.found[s.rvalue.analyzed.info.fullname])
            return True
        target = s.lvalues[0]
        if isinstance(target, NameExpr) and (target.name in ("__slots__", "__match_args__") or target.name == "__all__" and not self.application):
            return True
        return len(s.lvalues) == 1 and isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node not in self.locals \
            and not self._is_local(target) and (self.program.constants.is_static(target.node) or self.program.function_behind(target.node) is not None)

    def _is_local(self, target: NameExpr) -> bool:
        from mypy.nodes import LDEF
        return target.kind == LDEF

    def target_type(self, target: Expression) -> Type | None:
        """The type that a target can hold, when it is known without evaluating it."""
        if isinstance(target, NameExpr) and isinstance(target.node, Var):
            local = self.locals.get(target.node)
            if local is not None:
                return local.type
            try:
                return self.program.convert(target.node.type, self.instance.environment, target)
            except Unsupported:
                return None
        if isinstance(target, MemberExpr):
            return self._member_type(target)
        if isinstance(target, IndexExpr) and (typed := self.typed_dict(target.base)) is not None:
            return self.key_type(typed, target.index)
        if isinstance(target, IndexExpr):
            base = self.result_type(target.base)
            if isinstance(base, Class) and base.arguments and not isinstance(target.index, SliceExpr):
                return base.arguments[-1]
            return base
        if isinstance(target, TupleExpr):
            items = [self.target_type(item) for item in target.items]
            return types.tuple_of(tuple(items)) if items and None not in items else None  # type: ignore[arg-type]
        return None

    def _member_type(self, target: MemberExpr) -> Type | None:
        if isinstance(target.node, Var) and not (isinstance(target.expr, NameExpr) and isinstance(target.expr.node, Var)):
            try:
                return self.program.convert(target.node.type, {}, target)
            except Unsupported:
                return None
        base = self.static_type(target.expr) or self.result_type(target.expr)
        if isinstance(base, Class):
            self.program.lay_out(base)
            place = base.fields.get(target.name)
            if place is not None:
                return place.type
        return None

    def assign(self, target: Expression, value: Value) -> None:
        """`target = value`."""
        outer = self.line, self.span
        self.where(target)
        self._assign(target, value)
        self.line, self.span = outer

    def _assign(self, target: Expression, value: Value) -> None:
        if isinstance(target, NameExpr):
            self._assign_name(target, value)
        elif isinstance(target, (TupleExpr, ListExpr)):
            self._assign_items(target, value)
        elif isinstance(target, MemberExpr):
            self._assign_member(target, value)
        elif isinstance(target, IndexExpr):
            self._assign_subscript(target, value)
        else:
            raise Unsupported("this cannot be assigned to", target)

    def _assign_name(self, target: NameExpr, value: Value) -> None:
        node = target.node
        if not isinstance(node, Var):
            raise Unsupported(f"'{target.name}' cannot be assigned to", target)
        if node in self.locals or self._is_local(target):
            if target.name == "_" and node in self.locals and self.locals[node].type is not value.type:
                self._blank(node, target, value)
                return
            local = self.declare(node, value.type)
            self.store(self.coerce(value, local.type, target), local.slot)
            self.emit(f"store i1 true, ptr {local.flag}")
            self.assigned.add(node)
            return
        storage = self.module_storage(target, node)
        self.store(self.coerce(value, storage.type, target), storage.symbol)
        if storage.flag:
            self.emit(f"store i1 true, ptr {storage.flag}")
        self.assigned.add(node)

    def _blank(self, node: Var, target: NameExpr, value: Value) -> None:
        """`_` may take values of any type, one after another (mypy allows it too), as long as nobody asks for them."""
        if node in self.blanks_read:
            raise Unsupported("'_' has values of several types, and one of them is used", target, "give the value that is used a name of its own")
        self.blanks_dropped.add(node)

    def declare(self, node: Var, actual: Type) -> Local:
        """The slot of a local variable; its type is mypy's, or the first value's where mypy knows only an abstract one."""
        found = self.locals.get(node)
        if found is None:
            kind = actual
            try:
                declared = self.program.convert(node.type, self.instance.environment, node)
                if not isinstance(declared, Dynamic) or not node.is_inferred or actual in (NONE, NEVER):
                    kind = declared
                elif len(self.program.constants.assignments.get(node, [])) > 1:
                    kind = declared
            except Unsupported:
                if actual in (NONE, NEVER):
                    raise
            found = self.locals[node] = self.new_local(kind)
            if kind is self.program.str_class and node in self.growing().variables:
                owner = self.sole_owners[found.slot] = self.slot("i1")
                self.entry.append(f"  store i1 false, ptr {owner}")
        return found

    def new_local(self, kind: Type) -> Local:
        slot, flag = self.slot(kind.llvm), self.slot("i1")
        self.entry.append(f"  store i1 false, ptr {flag}")
        if kind.references:
            self.entry.append(f"  store {kind.llvm} {kind.zero}, ptr {slot}")
        return Local(kind, slot, flag)

    def _assign_items(self, target: TupleExpr | ListExpr, value: Value) -> None:
        value = self.plain_tuple(self.unwrap(value, target))
        kind = value.type
        if any(isinstance(item, StarExpr) for item in target.items):
            self._unpack_starred(target, value)
            return
        if isinstance(kind, Tuple):
            if len(kind.items) != len(target.items):
                raise Unsupported(f"{len(target.items)} names for {len(kind.items)} values", target)
            for index, item in enumerate(target.items):
                self.assign(item, self.tuple_item(value, index))
            return
        self._unpack_sequence(target, value)

    def _unpack_starred(self, target: TupleExpr | ListExpr, value: Value) -> None:
        """`first, *rest, last = value`: what is left over goes into a new list."""
        at = next(index for index, item in enumerate(target.items) if isinstance(item, StarExpr))
        before, star, after = target.items[:at], target.items[at], target.items[at + 1:]
        assert isinstance(star, StarExpr)
        if isinstance(value.type, Tuple) and self.iteration_type(value.type) is None and len(value.type.items) > len(before) + len(after):
            self._unpack_known(before, star, after, value)
            return
        if isinstance(value.type, Tuple) and self.iteration_type(value.type) is not None:
            value = self.tuple_to_sequence(value, self.program.builtin_class("tuple", value.type.items[0]), target)
        if not isinstance(value.type, Class) or value.type.info.fullname not in INDEXED:
            self._refuse_not_iterable(value.type, target)
            value = self.call_runtime("list_from_iterable", value, where=target)
        length = self.call_method(value, "__len__", [], target)
        least = len(before) + len(after)
        short = self.instruction(f"icmp slt i64 {length.ref}, {least}")
        self.cold_raise(short, "raise_unpack_starred", [Value(INT, str(least)), length])
        end = Value(INT, self.instruction(f"sub i64 {length.ref}, {len(after)}"))
        bound = types.optional(INT)
        bounds = [self.coerce(Value(INT, str(at)), bound), self.coerce(end, bound), Value(NONE, "null")]
        rest = self.call_method(value, "__getitem_slice__", bounds, target)
        items = [self.item_at(value, Value(INT, str(index))) for index in range(at)]
        tail = [self.item_at(value, Value(INT, self.instruction(f"add i64 {end.ref}, {index}"))) for index in range(len(after))]
        for item, found in zip(before, items):
            self.assign(item, found)
        self.assign(star.expr, self.call_runtime("list_from_iterable", rest, where=target))
        for item, found in zip(after, tail):
            self.assign(item, found)

    def _unpack_known(self, before: list[Expression], star: StarExpr, after: list[Expression], value: Value) -> None:
        """The items of a tuple of different types; those that are left over fit into the list that the starred name is."""
        assert isinstance(value.type, Tuple)
        items = [self.tuple_item(value, index) for index in range(len(value.type.items))]
        end = len(items) - len(after)
        kind = self.target_type(star.expr)
        if isinstance(star.expr, NameExpr) and star.expr.name == "_" and not isinstance(kind, Class):
            kind = self.program.builtin_class("list", self.program.object)  # mypy does not say what it is: nobody looks at it
        if not isinstance(kind, Class) or kind.info.fullname != "builtins.list":
            raise Unsupported("the type of what is left over is not known", star, "annotate the starred name before")
        rest = self.make_list(kind, [self.coerce(item, kind.arguments[0], star) for item in items[len(before):end]])
        for target, item in zip([*before, star.expr, *after], [*items[:len(before)], rest, *items[end:]]):
            self.assign(target, item)

    def _unpack_sequence(self, target: TupleExpr | ListExpr, value: Value) -> None:
        """Unpack any iterable of just the right length."""
        kind = value.type
        if not isinstance(kind, Class) or kind.info.fullname not in INDEXED:
            self._refuse_not_iterable(kind, target)
            value = self.call_runtime("items_to_unpack", value, Value(INT, str(len(target.items))), where=target)
        length = self.call_method(value, "__len__", [], target)
        wrong = self.instruction(f"icmp ne i64 {length.ref}, {len(target.items)}")
        self.cold_raise(wrong, "raise_unpack", [Value(INT, str(len(target.items))), length])
        for index, item in enumerate(target.items):
            self.assign(item, self.item_at(value, Value(INT, str(index))))

    def _refuse_not_iterable(self, kind: Type, target: Expression) -> None:
        if self.iteration_type(kind) is None:
            raise Unsupported(f"unpacking a value of type {kind} is not supported yet", target)

    def _assign_member(self, target: MemberExpr, value: Value) -> None:
        shared = self._shared_variable(target)
        if shared is not None:
            if isinstance(target.expr, RefExpr) and isinstance(target.expr.node, TypeInfo) and target.name not in target.expr.node.names:
                self.store_through_class(self.lower(target.expr), target.name, value, target)
                return
            self._refuse_ambiguous(target, shared)
            self.set_class_storage(self.program.global_variable(shared), value, target)
            return
        receiver = self.unwrap(self.lower(target.expr), target, target.name)
        if isinstance(receiver.type, StructPointer):
            self._assign_struct_field(receiver, receiver.type, target, value)
        else:
            self.store_attribute(receiver, target.name, value, target)

    def store_attribute(self, receiver: Value, name: str, value: Value, where: Context | None) -> None:
        """`receiver.name = value`."""
        kind = receiver.type
        if isinstance(kind, Dynamic):
            self.dispatch(receiver, f"setattr {name}", [value], NONE)
            return
        if not isinstance(kind, Class):
            self.store_through_class(receiver, name, value, where)
            return
        self.program.lay_out(kind)
        entry = kind.info.get(name)
        inherent = entry is not None and entry.node is not None and entry.node.fullname.startswith("builtins.")  # what a `dict` is made of
        if not inherent and (self.hooked(kind, "__setattr__") or self.is_virtual(receiver, "__setattr__")):
            self._ask_setattr(receiver, kind, name, value, where)
            return
        self.store_plainly(receiver, kind, name, value, where)

    def _ask_setattr(self, receiver: Value, kind: Class, name: str, value: Value, where: Context | None) -> None:
        """`receiver.name = value` where the class, or one below it, has a `__setattr__`."""
        place = kind.fields.get(name)
        given = self.coerce(value, place.type, where) if place is not None else value
        if self.hooked(kind, "__setattr__"):
            self.call_method(receiver, "__setattr__", [self.literal(name, None), given], where)
        else:
            self.dispatch(receiver, f"setattr {name}", [given], NONE)

    def store_plainly(self, receiver: Value, kind: Class, name: str, value: Value, where: Context | None) -> None:
        """What `object.__setattr__` does."""
        if self._refuses_assignment(kind, name, where):
            return
        place = kind.fields.get(name)
        if place is not None:
            given = self.coerce(value, place.type, where)
            self.store_field(self.of_thread(receiver, name), name, given)
            return
        found = self.program.find(kind, name)
        if found is not None and self.program.descriptors.of(found[1]) is not None:
            self._set_descriptor(receiver, kind, name, value, where)
            return
        setter = accessor(found[1], "setter") if found is not None else None
        if found is None or setter is None:
            raise NoMember(f"'{kind}' has no attribute '{name}' that can be assigned to", where)
        if receiver.ref != self.exact_receiver and self.overridden(kind, name):
            wanted = self.program.convert(self.signature(setter, where).arg_types[1], self.program.class_environment(found[0]), where)
            self.dispatch(receiver, f"setattr {name}", [self.coerce(value, wanted, where)], NONE)
            return
        self._call_value(setter, values(value), where, receiver=Value(found[0], receiver.ref), owner=found[0])

    def _set_descriptor(self, receiver: Value, kind: Class, name: str, value: Value, where: Context | None) -> None:
        """`receiver.name = value` where the class has a descriptor of this name."""
        if receiver.ref != self.exact_receiver and self.overridden(kind, name):
            self.dispatch(receiver, f"setattr {name}", [value], NONE)
            return
        descriptor = self.class_variable(kind, name, where)
        if not self.has_method(descriptor.type, "__set__"):
            raise Unsupported(f"'{name}' is a descriptor without __set__, which an attribute of the object would hide", where, "give it a __set__")
        self.call_method(descriptor, "__set__", [receiver, value], where)

    def _delete_attribute(self, target: MemberExpr) -> None:
        """`del value.name` of a property or descriptor."""
        receiver = self.unwrap(self.lower(target.expr), target, target.name)
        found = self.program.find(receiver.type, target.name) if isinstance(receiver.type, Class) else None
        if found is not None and isinstance(receiver.type, Class) and self.program.descriptors.of(found[1]) is not None and not self.overridden(receiver.type, target.name):
            self.call_method(self.class_variable(receiver.type, target.name, target), "__delete__", [receiver], target)
            return
        deleter = accessor(found[1], "deleter") if found is not None else None
        if isinstance(receiver.type, Class) and self.is_virtual(receiver, "__delattr__") and not self.hooked(receiver.type, "__delattr__"):
            raise Unsupported("a class below has a __delattr__ of its own", target, f"define it in {receiver.type.info.name} too")
        if isinstance(receiver.type, Class) and self.hooked(receiver.type, "__delattr__"):
            self.call_method(receiver, "__delattr__", [self.literal(target.name, None)], target)
            return
        if isinstance(receiver.type, Class) and deleter is None and self.forget_attribute(receiver, receiver.type, target.name, target):
            return
        if found is None or deleter is None or isinstance(receiver.type, Class) and self.overridden(receiver.type, target.name):
            raise Unsupported("this cannot be deleted", target, "assign None, or another value that says so")
        self._call_value(deleter, [], target, receiver=Value(found[0], receiver.ref), owner=found[0])

    def forget_attribute(self, receiver: Value, kind: Class, name: str, where: Context | None) -> bool:
        """`del value.name` of an attribute that is stored; whether it is one."""
        self.program.lay_out(kind)
        place = kind.fields.get(name)
        if place is None or not place.may_be_missing or self.program.class_value_owner(kind, name) is not None or kind.info.module_name not in self.program.typed.application:
            return False
        if self._refuses_assignment(kind, name, where, "refuse_deletion"):
            return True
        self.checked_field(receiver, name)  # AttributeError when it is not there
        receiver = self.of_thread(receiver, name)
        self.emit(f"store {place.type.llvm} {place.type.zero}, ptr {self.offset(receiver.ref, place.offset)}")
        if place.flag:
            self.emit(f"store i1 false, ptr {self.offset(receiver.ref, place.flag)}")
        return True

    def _delete_variable(self, target: NameExpr, node: Var) -> None:
        """`del name` of a variable of this module."""
        self.lower(target)  # NameError when it has no value
        storage = self.program.global_variable(node)
        self.emit(f"store {storage.type.llvm} {storage.type.zero}, ptr {storage.symbol}")
        if storage.flag:
            self.emit(f"store i1 false, ptr {storage.flag}")

    def _refuses_assignment(self, kind: Class, name: str, where: Context | None, refusal: str = "refuse_assignment") -> bool:
        """A frozen dataclass raises; only what the compiler wrote itself may assign."""
        if self.instance.node in self.program.written.made or not self.program.dataclasses.frozen_field(kind.info, name):
            return False
        self.call_function(self.program.named_function("_dataclasses", refusal), values(self.literal(name, where)), where)
        return True

    def _refuse_ambiguous(self, target: MemberExpr, variable: Var) -> None:
        """A class attribute that objects shadow would need a lookup at run time."""
        info = target.expr.node if isinstance(target.expr, RefExpr) else None
        if not isinstance(info, TypeInfo) or not self.application:
            return
        if self.program.is_stored(info, variable):
            raise Unsupported(f"'{target.name}' is changed on the class and on its objects", target, "use two names")

    def _shared_variable(self, target: MemberExpr) -> Var | None:
        """The variable behind `module.name` or `Class.name`."""
        if not isinstance(target.expr, RefExpr):
            return None
        owner = target.expr.node
        if isinstance(owner, MypyFile) and isinstance(target.node, Var):
            return target.node
        if isinstance(owner, TypeInfo):
            entry = owner.get(target.name)
            if entry is not None and isinstance(entry.node, Var):
                return entry.node
        return None

    def _assign_struct_field(self, receiver: Value, kind: StructPointer, target: MemberExpr, value: Value) -> None:
        place = self.struct_field(kind.info, target.name)
        if place is None:
            raise Unsupported(f"'{kind.info.name}' has no field '{target.name}'", target)
        offset, size, big_endian, volatile = place
        address = self.instruction(f"add i64 {receiver.ref}, {offset}") if offset else receiver.ref
        self.store_bits(address, 8 * size, self.coerce(value, INT).ref, "volatile " if volatile else "", big_endian)

    def _assign_subscript(self, target: IndexExpr, value: Value) -> None:
        container = self.unwrap(self.lower(target.base), target)
        typed = self.typed_dict(target.base)
        if typed is not None:
            value = self.coerce(value, self.key_type(typed, target.index), target)
        if isinstance(target.index, SliceExpr) and not self.takes_slice_objects(container.type, "__setitem__"):
            self.call_method(container, "__setitem_slice__", [*self.slice_bounds(target.index), value], target)
            return
        if self.is_slice(target.index) and self.has_method(container.type, "__setitem_slice__"):
            self.call_method(container, "__setitem_slice__", [*self.bounds_of(self.lower(target.index)), value], target)
            return
        kind = container.type
        if isinstance(kind, Class) and kind.info.fullname == "yarara.machine.Array":
            self.array_method(container, "__setitem__", [self.lower(target.index), value])
            return
        if isinstance(kind, Class) and kind.info.fullname in ("builtins.list", "builtins.dict"):
            index = self.lower_to(target.index, kind.arguments[0]) if kind.info.name == "dict" else self.coerce(self.lower(target.index), INT, target)
            self.call_method(container, "__setitem__", [index, self.coerce(value, kind.arguments[-1], target)], target)
            return
        self.invoke(container, "__setitem__", [Actual(expression=target.index), Actual(value=value)], target, result=NONE)

    def _execute_OperatorAssignmentStmt(self, s: OperatorAssignmentStmt) -> None:
        if self._grows(s):
            return
        target = s.lvalue
        if isinstance(target, MemberExpr) and not (isinstance(target.expr, RefExpr) and isinstance(target.expr.node, (MypyFile, TypeInfo))):
            self._augment_member(s, target)
        elif isinstance(target, IndexExpr) and not isinstance(target.index, SliceExpr):
            self._augment_subscript(s, target)
        else:
            current = self.lower(target)
            if current.type is INT and isinstance(s.rvalue, IntExpr) and self.is_exact_step(s):
                self.assign(target, Value(INT, self.instruction(f"{'add' if s.op == '+' else 'sub'} nsw i64 {current.ref}, {s.rvalue.value}")))
            else:
                self.assign(target, self._augmented(s, current))

    def _grows(self, s: AssignmentStmt | OperatorAssignmentStmt) -> bool:
        """Add to a text in place, where `s` does that in a loop and the text is nobody else's (growing_texts)."""
        addition = self.growing().additions.get(s)
        local = self.locals.get(addition.target.node) if addition is not None and isinstance(addition.target.node, Var) else None
        owner = self.sole_owners.get(local.slot) if local is not None else None
        if addition is None or local is None or owner is None:
            return False
        before = self.lower(addition.read)
        piece = self.lower(addition.piece, local.type)
        if piece.type is not local.type:
            self.emit(f"store i1 false, ptr {owner}")  # a method of the other's gets it
            self.assign(addition.target, self.binary("+", before, piece, s, in_place=isinstance(s, OperatorAssignmentStmt)))
            return True
        alone = self.instruction(f"load i1, ptr {owner}")
        result = self.call_runtime("str_append", before, piece, Value(BOOL, alone), where=s)
        self.assign(addition.target, result)
        same, made = self.instruction(f"icmp eq ptr {result.ref}, {before.ref}"), self.instruction(f"icmp ne ptr {result.ref}, {piece.ref}")
        self.emit(f"store i1 {self.instruction(f'select i1 {same}, i1 {alone}, i1 {made}')}, ptr {owner}")
        return True

    def growing(self) -> GrowingTexts:
        if self.texts is None:
            node = self.instance.node
            self.texts = growing_texts(node) if self.notes_contexts and isinstance(node, FuncDef) else GrowingTexts()
        return self.texts

    def is_exact_step(self, s: OperatorAssignmentStmt) -> bool:
        """Whether a step by a constant surely does not overflow: here if it counts."""
        if self.counting is None:
            node = self.instance.node
            self.counting = tallies(node) if self.application and isinstance(node, FuncDef) else frozenset()
        return s in self.counting

    def _augmented(self, s: OperatorAssignmentStmt, current: Value) -> Value:
        hint = current.type if isinstance(current.type, Class) else None
        return self.binary(s.op, current, self.lower(s.rvalue, hint), s, in_place=True)

    def _augment_member(self, s: OperatorAssignmentStmt, target: MemberExpr) -> None:
        """The object is evaluated once."""
        receiver = self.unwrap(self.lower(target.expr), target, target.name)
        self.where(target)
        current = self._narrowed(target, self.attribute(receiver, target.name, target), True)
        self.where(s)
        value = self._augmented(s, current)
        self.where(target)
        kind = receiver.type
        if isinstance(kind, StructPointer):
            self._assign_struct_field(receiver, kind, target, value)
            return
        self.store_attribute(receiver, target.name, value, target)

    def _augment_subscript(self, s: OperatorAssignmentStmt, target: IndexExpr) -> None:
        """Container and index are evaluated once."""
        container = self.unwrap(self.lower(target.base), target)
        kind = container.type
        index = self.lower(target.index)
        if isinstance(kind, Class) and kind.info.fullname == "builtins.dict":
            index = self.coerce(index, kind.arguments[0], target)
        self.where(target)
        if isinstance(kind, Class) and kind.info.fullname == "yarara.machine.Array":
            current = self.array_method(container, "__getitem__", [index])
            assert current is not None
            self.array_method(container, "__setitem__", [index, self._augmented(s, current)])
            return
        current = self.call_method(container, "__getitem__", [index], target)
        typed = self.typed_dict(target.base)
        if typed is not None:
            current = self.narrow(current, self.key_type(typed, target.index), True, target)
        self.where(s)
        value = self._augmented(s, current)
        self.where(target)
        if isinstance(kind, Class) and kind.info.fullname in ("builtins.list", "builtins.dict"):
            value = self.coerce(value, kind.arguments[-1], target)
        self.call_method(container, "__setitem__", [index, value], target)

    def _execute_DelStmt(self, s: DelStmt) -> None:
        targets = s.expr.items if isinstance(s.expr, TupleExpr) else [s.expr]
        for target in targets:
            self.where(target)
            if isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node in self.locals:
                local = self.locals[target.node]
                self.emit(f"store i1 false, ptr {local.flag}")
                self.assigned.discard(target.node)
            elif isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node in self.program.deleted_variables:
                self._delete_variable(target, target.node)
            elif isinstance(target, IndexExpr):
                container = self.unwrap(self.lower(target.base), target)
                if isinstance(target.index, SliceExpr) and not self.takes_slice_objects(container.type, "__delitem__"):
                    self.call_method(container, "__delitem_slice__", self.slice_bounds(target.index), target)
                elif self.is_slice(target.index) and self.has_method(container.type, "__delitem_slice__"):
                    self.call_method(container, "__delitem_slice__", self.bounds_of(self.lower(target.index)), target)
                else:
                    self.invoke(container, "__delitem__", [Actual(expression=target.index)], target, result=NONE)
            elif isinstance(target, MemberExpr):
                self._delete_attribute(target)
            else:
                raise Unsupported("this cannot be deleted", target)
