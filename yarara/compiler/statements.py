"""Statements: assignment, control flow, exceptions, `with`."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    AssertStmt, AssignmentStmt, Block, BreakStmt, CallExpr, ClassDef, ContinueStmt, Decorator, DelStmt, Expression, ExpressionStmt, ForStmt, FuncDef,
    GlobalDecl, IfStmt, Import, ImportAll, ImportFrom, IndexExpr, ListExpr, MatchStmt, MemberExpr, MypyFile, NameExpr, NonlocalDecl, OperatorAssignmentStmt,
    OverloadedFuncDef, PassStmt, RaiseStmt, RefExpr, ReturnStmt, SliceExpr, StarExpr, Statement, StrExpr, TempNode, TryStmt, TupleExpr, TypeInfo, Var, WhileStmt,
    WithStmt, EllipsisExpr, TypeAliasExpr, TypeVarExpr, NamedTupleExpr, NewTypeExpr,
)

from yarara.compiler import types
from yarara.compiler.builder import Cleanup, Handler, Value
from yarara.compiler.builtin_calls import BuiltinCalls
from yarara.compiler.calls import Actual, plain_function, values
from yarara.compiler.expressions import Local
from yarara.compiler.program import Unsupported
from yarara.compiler.types import BOOL, INT, NEVER, NONE, Class, ClassObject, Dynamic, Optional, StructPointer, Tuple, Type


class Statements(BuiltinCalls):
    """`execute(statement)` writes its code."""

    def execute_block(self, block: Block) -> None:
        if block.is_unreachable:
            return
        for statement in block.body:
            if self.terminated:
                return
            self.execute(statement)

    def execute(self, statement: Statement) -> None:
        self.where(statement)
        writer: Callable[[Statement], None] | None = getattr(self, f"_execute_{type(statement).__name__}", None)
        if writer is None:
            raise Unsupported(f"this statement ({type(statement).__name__}) is not supported yet", statement)
        try:
            writer(statement)
        except Unsupported as error:
            if error.where is None or error.where.line < 0:
                error.where = statement
            raise

    # -- simple statements ---------------------------------------------------------------------------------------------

    def _execute_ExpressionStmt(self, s: ExpressionStmt) -> None:
        if isinstance(s.expr, (StrExpr, EllipsisExpr)):
            return
        self.lower(s.expr)

    def _execute_PassStmt(self, s: PassStmt) -> None:
        pass

    def _execute_GlobalDecl(self, s: GlobalDecl) -> None:
        pass

    def _execute_NonlocalDecl(self, s: NonlocalDecl) -> None:
        raise Unsupported("nested functions are not supported yet", s)

    def _execute_Import(self, s: Import) -> None:
        for name, _ in s.ids:
            parts = name.split(".")
            for count in range(1, len(parts) + 1):
                self.import_module(".".join(parts[:count]))

    def _execute_ImportFrom(self, s: ImportFrom) -> None:
        module = self._absolute(s.id, s.relative)
        self._import_with_parents(module)
        for name, _ in s.names:
            self.import_module(f"{module}.{name}")

    def _execute_ImportAll(self, s: ImportAll) -> None:
        self._import_with_parents(self._absolute(s.id, s.relative))

    def _absolute(self, name: str, relative: int) -> str:
        if not relative:
            return name
        package = self.instance.module.split(".")
        module = self.program.typed.modules[self.instance.module]
        drop = relative - 1 if module.is_package_init_file() else relative
        base = package[:len(package) - drop]
        return ".".join([*base, name] if name else base)

    def _import_with_parents(self, name: str) -> None:
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            self.import_module(".".join(parts[:count]))

    def import_module(self, name: str) -> None:
        """Run a module's top-level code if it has not run yet."""
        module = self.program.typed.modules.get(name)
        if module is not None and module.is_stub:  # the sources of `sys` and `collections` are `_sys` and `_collections`
            name = f"_{name}"
            module = self.program.typed.modules.get(name)
        if module is None or module.is_stub or name in ("yarara.machine", "yarara.simulation", "yarara"):
            return
        self.call(self.program.module_initializer(name), [])

    def _execute_ClassDef(self, s: ClassDef) -> None:
        """Class attributes get their values when the class statement runs."""
        if s.info.has_base("yarara.machine.Struct") or s.info.is_protocol:
            return
        for statement in s.defs.body:
            if isinstance(statement, AssignmentStmt) and not isinstance(statement.rvalue, TempNode):
                for target in statement.lvalues:
                    if isinstance(target, NameExpr) and isinstance(target.node, Var) and not target.name.startswith("__"):
                        if self.program.constants.is_static(target.node):
                            continue
                        storage = self.program.global_variable(target.node)
                        self.store(self.lower_to(statement.rvalue, storage.type), storage.symbol)
            elif isinstance(statement, (FuncDef, Decorator, OverloadedFuncDef)):
                self._definition(statement)
            elif isinstance(statement, ClassDef):
                self._execute_ClassDef(statement)

    def _execute_FuncDef(self, s: FuncDef) -> None:
        if self.instance.node is not None and not isinstance(self.instance.node, MypyFile):
            raise Unsupported("nested functions are not supported yet", s, "move it to the module and pass what it needs")
        self._definition(s)

    def _execute_Decorator(self, s: Decorator) -> None:
        self._execute_FuncDef(s.func)

    def _execute_OverloadedFuncDef(self, s: OverloadedFuncDef) -> None:
        self._definition(s)

    def _definition(self, s: Statement) -> None:
        """Defaults that are not constant are evaluated where the function is defined."""
        node = plain_function(s)  # type: ignore[arg-type]
        if node is None or not self.application and self.instance.module.startswith("yarara.runtime"):
            return
        for formal in node.arguments:
            if formal.initializer is None or self.constant(formal.initializer) is not None:
                continue
            signature = self.signature(node, node)
            kind = signature.arg_types[node.arguments.index(formal)]
            wanted = self.program.convert(kind, {}, formal)
            self.store(self.lower_to(formal.initializer, wanted), self.default_storage(node, formal, wanted))

    # -- assignment ----------------------------------------------------------------------------------------------------

    def _execute_AssignmentStmt(self, s: AssignmentStmt) -> None:
        if isinstance(s.rvalue, TempNode) or self._is_declaration(s):
            return
        if len(s.lvalues) == 1 and isinstance(s.lvalues[0], (TupleExpr, ListExpr)) and isinstance(s.rvalue, (TupleExpr, ListExpr)) and len(s.rvalue.items) == len(s.lvalues[0].items):
            items = [self.lower(item, self.target_type(target)) for item, target in zip(s.rvalue.items, s.lvalues[0].items)]
            for target, value in zip(s.lvalues[0].items, items):
                self.assign(target, value)
            return
        value = self.lower(s.rvalue, self.target_type(s.lvalues[0]))
        if value.type is NEVER:
            return
        for target in s.lvalues:
            self.assign(target, value)

    def _is_declaration(self, s: AssignmentStmt) -> bool:
        """Type aliases, type variables and module constants need no code."""
        if s.is_alias_def or isinstance(s.rvalue, (TypeVarExpr, TypeAliasExpr)):
            return True
        if isinstance(s.rvalue, CallExpr) and isinstance(s.rvalue.analyzed, (TypeVarExpr, NamedTupleExpr, NewTypeExpr)) or type(getattr(s.rvalue, "analyzed", None)).__name__ in ("ParamSpecExpr", "TypeVarTupleExpr"):
            return True
        target = s.lvalues[0]
        if isinstance(target, NameExpr) and target.name in ("__all__", "__slots__", "__match_args__"):
            return True
        return len(s.lvalues) == 1 and isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node not in self.locals \
            and not self._is_local(target) and self.program.constants.is_static(target.node)

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
            local = self.declare(node, value.type)
            self.store(self.coerce(value, local.type, target), local.slot)
            self.emit(f"store i1 true, ptr {local.flag}")
            self.assigned.add(node)
            return
        storage = self.program.global_variable(node)
        self.store(self.coerce(value, storage.type, target), storage.symbol)

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
        return found

    def new_local(self, kind: Type) -> Local:
        slot, flag = self.slot(kind.llvm), self.slot("i1")
        self.entry.append(f"  store i1 false, ptr {flag}")
        if kind.references:
            self.entry.append(f"  store {kind.llvm} {kind.zero}, ptr {slot}")
        return Local(kind, slot, flag)

    def _assign_items(self, target: TupleExpr | ListExpr, value: Value) -> None:
        value = self.unwrap(value, target)
        if any(isinstance(item, StarExpr) for item in target.items):
            raise Unsupported("star unpacking is not supported yet", target)
        kind = value.type
        if isinstance(kind, Tuple):
            if len(kind.items) != len(target.items):
                raise Unsupported(f"{len(target.items)} names for {len(kind.items)} values", target)
            for index, item in enumerate(target.items):
                self.assign(item, self.tuple_item(value, index))
            return
        self._unpack_sequence(target, value)

    def _unpack_sequence(self, target: TupleExpr | ListExpr, value: Value) -> None:
        """Unpack a list, str, bytes or `tuple[T, ...]` of just the right length."""
        from yarara.compiler.iteration import INDEXED
        kind = value.type
        if not isinstance(kind, Class) or kind.info.fullname not in INDEXED:
            raise Unsupported(f"unpacking a value of type {kind} is not supported yet", target)
        length = self.call_method(value, "__len__", [], target)
        wrong = self.instruction(f"icmp ne i64 {length.ref}, {len(target.items)}")
        self.cold_raise(wrong, "raise_unpack", [Value(INT, str(len(target.items))), length])
        for index, item in enumerate(target.items):
            self.assign(item, self.item_at(value, Value(INT, str(index))))

    def _assign_member(self, target: MemberExpr, value: Value) -> None:
        shared = self._shared_variable(target)
        if shared is not None:
            storage = self.program.global_variable(shared)
            self.store(self.coerce(value, storage.type, target), storage.symbol)
            return
        receiver = self.unwrap(self.lower(target.expr), target, target.name)
        kind = receiver.type
        if isinstance(kind, StructPointer):
            self._assign_struct_field(receiver, kind, target, value)
            return
        if not isinstance(kind, Class):
            raise Unsupported(f"an attribute of a value of type {kind} cannot be assigned to", target)
        self.program.lay_out(kind)
        place = kind.fields.get(target.name)
        if place is not None:
            self.store_field(receiver, target.name, self.coerce(value, place.type, target))
            return
        found = self.program.find(kind, target.name)
        if found is not None and isinstance(found[1], OverloadedFuncDef):
            setter = found[1].items[1]
            assert isinstance(setter, Decorator)
            self._call_value(setter.func, values(value), target, receiver=Value(found[0], receiver.ref), owner=found[0])
            return
        raise Unsupported(f"'{kind}' has no attribute '{target.name}' that can be assigned to", target)

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
        if isinstance(target.index, SliceExpr):
            self.call_method(container, "__setitem_slice__", [*self.slice_bounds(target.index), value], target)
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
        target = s.lvalue
        if isinstance(target, MemberExpr) and not (isinstance(target.expr, RefExpr) and isinstance(target.expr.node, (MypyFile, TypeInfo))):
            self._augment_member(s, target)
        elif isinstance(target, IndexExpr) and not isinstance(target.index, SliceExpr):
            self._augment_subscript(s, target)
        else:
            current = self.lower(target)
            self.assign(target, self._augmented(s, current))

    def _augmented(self, s: OperatorAssignmentStmt, current: Value) -> Value:
        hint = current.type if isinstance(current.type, Class) else None
        return self.binary(s.op, current, self.lower(s.rvalue, hint), s, in_place=True)

    def _augment_member(self, s: OperatorAssignmentStmt, target: MemberExpr) -> None:
        """The object is evaluated once."""
        receiver = self.unwrap(self.lower(target.expr), target, target.name)
        current = self._narrowed(target, self.attribute(receiver, target.name, target), True)
        value = self._augmented(s, current)
        kind = receiver.type
        if isinstance(kind, StructPointer):
            self._assign_struct_field(receiver, kind, target, value)
            return
        assert isinstance(kind, Class)
        place = kind.fields.get(target.name)
        if place is None:
            self._assign_member(target, value)
            return
        self.store_field(receiver, target.name, self.coerce(value, place.type, target))

    def _augment_subscript(self, s: OperatorAssignmentStmt, target: IndexExpr) -> None:
        """Container and index are evaluated once."""
        container = self.unwrap(self.lower(target.base), target)
        kind = container.type
        index = self.lower(target.index)
        if isinstance(kind, Class) and kind.info.fullname == "builtins.dict":
            index = self.coerce(index, kind.arguments[0], target)
        if isinstance(kind, Class) and kind.info.fullname == "yarara.machine.Array":
            current = self.array_method(container, "__getitem__", [index])
            assert current is not None
            self.array_method(container, "__setitem__", [index, self._augmented(s, current)])
            return
        current = self.call_method(container, "__getitem__", [index], target)
        value = self._augmented(s, current)
        if isinstance(kind, Class) and kind.info.fullname in ("builtins.list", "builtins.dict"):
            value = self.coerce(value, kind.arguments[-1], target)
        self.call_method(container, "__setitem__", [index, value], target)

    def _execute_DelStmt(self, s: DelStmt) -> None:
        targets = s.expr.items if isinstance(s.expr, TupleExpr) else [s.expr]
        for target in targets:
            if isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node in self.locals:
                local = self.locals[target.node]
                self.emit(f"store i1 false, ptr {local.flag}")
                self.assigned.discard(target.node)
            elif isinstance(target, IndexExpr):
                container = self.unwrap(self.lower(target.base), target)
                if isinstance(target.index, SliceExpr):
                    self.call_method(container, "__delitem_slice__", self.slice_bounds(target.index), target)
                else:
                    self.invoke(container, "__delitem__", [Actual(expression=target.index)], target, result=NONE)
            else:
                raise Unsupported("this cannot be deleted", target)

    # -- control flow --------------------------------------------------------------------------------------------------

    def _execute_IfStmt(self, s: IfStmt) -> None:
        end = self.name("endif")
        ends: list[set[Var]] = []
        for condition, block in zip(s.expr, s.body):
            folded = self.static_truth(condition)
            if folded is False or block.is_unreachable and folded is None and self._never_true(condition):
                continue
            if folded is True:
                self.execute_block(block)
                self._finish_branch(end, ends)
                self._merge(end, ends)
                return
            yes, no = self.name("then"), self.name("else")
            self.condition(condition, yes, no)
            before = set(self.assigned)
            self.start_quietly(yes)
            self.execute_block(block)
            self._finish_branch(end, ends)
            self.assigned = before
            self.start_quietly(no)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        self._finish_branch(end, ends)
        self._merge(end, ends)

    def _never_true(self, condition: Expression) -> bool:
        return isinstance(condition, RefExpr) and condition.fullname in ("typing.TYPE_CHECKING",)

    def _finish_branch(self, end: str, ends: list[set[Var]]) -> None:
        if not self.terminated:
            ends.append(set(self.assigned))
            self.jump(end)

    def _merge(self, end: str, ends: list[set[Var]]) -> None:
        """After the branches: assigned is what every branch that gets here assigned."""
        if not ends:
            self.terminated = True
            return
        self.start_quietly(end)
        self.assigned = set.intersection(*ends)

    def _execute_WhileStmt(self, s: WhileStmt) -> None:
        from yarara.compiler.builder import Loop
        head, body, again, done, after = (self.name(n) for n in ("while", "body", "again", "done", "after"))
        self.jump(head)
        self.start_quietly(head)
        self.condition(s.expr, body, done)
        before = set(self.assigned)
        self.start_quietly(body)
        self.loops.append(Loop(after, again, len(self.cleanups)))
        self.execute_block(s.body)
        self.loops.pop()
        self.start(again)
        self.where(s)
        self.yield_point()
        self.jump(head)
        self.assigned = before
        self.start_quietly(done)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        endless = self.static_truth(s.expr) is True
        self.start(after) if not endless else self._after_endless(after)

    def _after_endless(self, after: str) -> None:
        self.unreachable()
        reached = any(line.endswith(f"label %{after}") or f"label %{after}," in line for line in self.lines)
        if reached:
            self.start_quietly(after)

    def _execute_ForStmt(self, s: ForStmt) -> None:
        if s.is_async:
            raise Unsupported("async for is not supported", s)
        before = set(self.assigned)

        def body(item: Value) -> None:
            self.assign(s.index, item)
            self.execute_block(s.body)

        def otherwise() -> None:
            self.assigned = set(before)
            if s.else_body is not None:
                self.execute_block(s.else_body)

        self.loop(self.iterate(s.expr), body, otherwise)
        self.assigned = set(before)

    def _execute_BreakStmt(self, s: BreakStmt) -> None:
        loop = self.loops[-1]
        self.unwind_to(loop.cleanups)
        self.jump(loop.after)

    def _execute_ContinueStmt(self, s: ContinueStmt) -> None:
        loop = self.loops[-1]
        self.unwind_to(loop.cleanups)
        self.jump(loop.again)

    def _execute_ReturnStmt(self, s: ReturnStmt) -> None:
        value = None
        if s.expr is not None:
            if isinstance(s.expr, NameExpr) and s.expr.fullname == "builtins.NotImplemented":
                self._return_not_implemented(s)
                return
            value = self.lower(s.expr, self.instance.result)
            if self.instance.result is not NONE:
                value = self.coerce(value, self.instance.result, s)
        if self.cleanups:
            kept = None
            if value is not None and self.instance.result not in (NONE, NEVER):
                kept = self.slot(value.type.llvm)
                self.store(value, kept)
            self.unwind_to(0)
            if kept is not None and value is not None and not self.terminated:
                value = self.load(value.type, kept)
        self.leave(value)

    def _return_not_implemented(self, s: ReturnStmt) -> None:
        """Of `==`: not equal. Of another operator: TypeError, as when no operand knows the other."""
        node = self.instance.node
        name = node.name if isinstance(node, FuncDef) else ""
        if name in ("__eq__", "__ne__"):
            self.unwind_to(0)
            self.leave(Value(BOOL, "true" if name == "__ne__" else "false"))
            return
        self.raise_runtime("raise_type", [self.literal(f"unsupported operand type(s) for {name}", s)])

    def _execute_AssertStmt(self, s: AssertStmt) -> None:
        fine, failed = self.name("fine"), self.name("failed")
        self.condition(s.expr, fine, failed)
        before = set(self.assigned)
        self.start_quietly(failed)
        if s.msg is None:
            self.raise_runtime("raise_assertion", [])
        else:
            message = self.to_dynamic(self.lower(s.msg), self.program.object)
            self.raise_runtime("raise_assertion_message", [message])
        self.assigned = before
        self.start_quietly(fine)

    # -- exceptions ----------------------------------------------------------------------------------------------------

    def _execute_RaiseStmt(self, s: RaiseStmt) -> None:
        if s.expr is None:
            if not self.handling:
                raise Unsupported("'raise' without an exception outside of an except clause", s)
            self.throw(self.handling[-1], fresh=False)
            return
        error = self._raised(s.expr)
        if s.from_expr is not None:
            cause = self.lower(s.from_expr)
            if isinstance(cause.type, ClassObject):
                cause = self._raised(s.from_expr)
            wanted = types.optional(self.program.base_exception)
            self.store_field(error, "__cause__", self.coerce(cause, wanted, s))
            self.store_field(error, "__suppress_context__", Value(BOOL, "true"))
        self._set_context(error)
        self.throw(error.ref)

    def _set_context(self, error: Value) -> None:
        if self.handling:
            current = Value(types.optional(self.program.base_exception), self.handling[-1])
            same = self.instruction(f"icmp eq ptr {current.ref}, {error.ref}")
            kept = self.field(error, "__context__")
            self.store_field(error, "__context__", self.select(same, kept, current))

    def _raised(self, e: Expression) -> Value:
        """The exception that `raise e` raises: a bare class is called without arguments."""
        base = self.program.base_exception
        if isinstance(e, RefExpr) and isinstance(e.node, TypeInfo):
            cls = self.class_of_expression(e)
            assert isinstance(cls, Class)
            if cls.info.fullname in ("builtins.StopIteration", "builtins.MemoryError") and not self.application:
                return Value(base, self.program.static_exception(cls))
            return Value(base, self.construct(cls, [], e).ref)
        value = self.unwrap(self.lower(e), e)
        if not isinstance(value.type, (Class, Dynamic)):
            raise Unsupported("only exceptions can be raised", e)
        return Value(base, value.ref)

    def _execute_TryStmt(self, s: TryStmt) -> None:
        if s.is_star:
            raise Unsupported("except* is not supported yet", s)
        if s.finally_body is None:
            self._try_except(s)
            return
        self._with_cleanup(lambda: self._try_except(s), lambda: self.execute_block(s.finally_body))  # type: ignore[arg-type]

    def _with_cleanup(self, body: Callable[[], None], clean: Callable[[], None]) -> None:
        """`try: body finally: clean`, the clean-up code written once for every way out."""
        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(clean, len(self.handlers) - 1))
        body()
        self.cleanups.pop()
        self.handlers.pop()
        open_end = not self.terminated
        after = self.name("after")
        ends: list[set[Var]] = []
        if open_end:
            clean()
            self._finish_branch(after, ends)
        self.assigned = before
        if handler.used:
            error = self.land(handler)
            self.handling.append(error)
            clean()
            self.handling.pop()
            if not self.terminated:
                self.throw(error, fresh=False)
        self._merge(after, ends)

    def _try_except(self, s: TryStmt) -> None:
        if not s.handlers:
            self.execute_block(s.body)
            if s.else_body is not None:
                self.execute_block(s.else_body)
            return
        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(lambda: None, len(self.handlers) - 1))
        self.execute_block(s.body)
        self.cleanups.pop()
        self.handlers.pop()
        after = self.name("after")
        ends: list[set[Var]] = []
        if not self.terminated and s.else_body is not None:
            self.execute_block(s.else_body)
        self._finish_branch(after, ends)
        if handler.used:
            error = self.land(handler)
            for kind, variable, block in zip(s.types, s.vars, s.handlers):
                self.assigned = set(before)
                if self._except_clause(error, kind, variable, block, after, ends):
                    break
            else:
                self.throw(error, fresh=False)
        self._merge(after, ends)

    def _except_clause(self, error: str, kind: Expression | None, variable: NameExpr | None, block: Block, after: str, ends: list[set[Var]]) -> bool:
        """One except clause; whether it catches everything."""
        following = self.name("next")
        if kind is not None:
            caught = self.name("caught")
            self._match_exception(error, kind, caught, following)
            self.start_quietly(caught)
        if variable is not None and isinstance(variable.node, Var):
            self._bind_exception(variable.node, error)
        self.handling.append(error)
        self.execute_block(block)
        self.handling.pop()
        if variable is not None and isinstance(variable.node, Var):
            self.assigned.discard(variable.node)
        self._finish_branch(after, ends)
        if kind is None:
            return True
        self.start_quietly(following)
        return False

    def _bind_exception(self, node: Var, error: str) -> None:
        """`as name`: one variable for all clauses of a function, narrowed where it is read."""
        local = self.locals.get(node)
        if local is None:
            local = self.locals[node] = self.new_local(self.program.base_exception)
        self.store(self.coerce(Value(self.program.base_exception, error), local.type), local.slot)
        self.emit(f"store i1 true, ptr {local.flag}")
        self.assigned.add(node)

    def _match_exception(self, error: str, kind: Expression, caught: str, following: str) -> None:
        tested = kind.items if isinstance(kind, TupleExpr) else [kind]
        for index, expression in enumerate(tested):
            cls = self.class_of_expression(expression)
            if not isinstance(cls, Class):
                raise Unsupported("except needs the name of an exception class", expression)
            other = following if index == len(tested) - 1 else self.name("or")
            self.branch(self.has_class(error, cls), caught, other)
            if other != following:
                self.start_quietly(other)

    # -- with ----------------------------------------------------------------------------------------------------------

    def _execute_WithStmt(self, s: WithStmt) -> None:
        if s.is_async:
            raise Unsupported("async with is not supported", s)
        self._with(s, 0)

    def _with(self, s: WithStmt, depth: int) -> None:
        """One context manager, and inside it the next ones and the body."""
        if depth == len(s.expr):
            self.execute_block(s.body)
            return
        manager = self.lower(s.expr[depth])
        entered = self.call_method(manager, "__enter__", [], s)
        line = s.line
        nothing = values(Value(NONE, "null"), Value(NONE, "null"), Value(NONE, "null"))

        def leave() -> None:
            self.line = line
            self.invoke(manager, "__exit__", nothing, s)

        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(leave, len(self.handlers) - 1))
        target = s.target[depth]
        if target is not None:
            self.assign(target, entered)
        self._with(s, depth + 1)
        self.cleanups.pop()
        self.handlers.pop()
        after = self.name("after")
        ends: list[set[Var]] = []
        if not self.terminated:
            leave()
            self._finish_branch(after, ends)
        self.assigned = set(before)
        if handler.used:
            self._leave_with_exception(handler, manager, s, after, ends)
        self._merge(after, ends)

    def _leave_with_exception(self, handler: Handler, manager: Value, s: WithStmt, after: str, ends: list[set[Var]]) -> None:
        error = self.land(handler)
        base = self.program.base_exception
        kind = Value(types.class_object(base), self.class_table(error))
        self.handling.append(error)
        suppressed = self.invoke(manager, "__exit__", values(kind, Value(base, error), Value(NONE, "null")), s)
        self.handling.pop()
        swallow, again = self.name("swallow"), self.name("again")
        self.branch(self.truth(suppressed, s), swallow, again)
        self.start_quietly(again)
        self.throw(error, fresh=False)
        self.start_quietly(swallow)
        self._finish_branch(after, ends)

    handling: list[str]
