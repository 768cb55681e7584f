"""Statements: definitions, control flow."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    AssertStmt, AssignmentStmt, Block, BreakStmt, ClassDef, ConditionalExpr, ContinueStmt, Decorator, Expression, ExpressionStmt, ForStmt, FuncDef, GlobalDecl, IfStmt,
    LambdaExpr, MypyFile, NameExpr, NonlocalDecl, OverloadedFuncDef, PassStmt, RefExpr, ReturnStmt, Statement, StrExpr,
    TempNode, TypeAliasStmt, Var, YieldExpr, EllipsisExpr,
)
from mypy.types import Instance

from yarara.compiler.lowering.builder import Value
from yarara.compiler.written.class_bodies import may_stand_in_class
from yarara.compiler.lowering.class_variables import ATTRIBUTE_NAMES
from yarara.compiler.lowering.calls import Actual, plain_function
from yarara.compiler.program.hierarchy import FOR_METACLASSES, NO_METACLASSES
from yarara.compiler.lowering.imports import Imports
from yarara.compiler.lowering.iteration import Next
from yarara.compiler.frontend.mentioned_modules import FINALIZERS
from yarara.compiler.program.program import Unsupported, plain_decorator, is_decorated
from yarara.compiler.program.types import Class, NEVER, NONE
from yarara.compiler.walk import may_be_not_implemented


REFUSED_METHODS = {
    "__getattribute__": "write __getattr__, which is asked for attributes that are not there", "__class_getitem__": "write a class method",
}


def _as_branches(choice: ConditionalExpr) -> IfStmt:
    """`return NotImplemented if strange else 3` as an `if` with a `return` in each branch."""
    branches = []
    for result in (choice.if_expr, choice.else_expr):
        branches.append(Block([ReturnStmt(result)]))
        branches[-1].set_line(result)
        branches[-1].body[0].set_line(result)
    made = IfStmt([choice.cond], [branches[0]], branches[1])
    made.set_line(choice)
    return made


class Statements(Imports):
    """`execute(statement)` writes its code."""

    branches = 0  # how many blocks that may not run are around this place

    def execute_block(self, block: Block) -> None:
        self.branches += 1
        self.execute_all(block)
        self.branches -= 1

    def execute_all(self, block: Block) -> None:
        """A block that runs whenever what is before it runs."""
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
            raise Unsupported("this statement is not supported yet", statement)
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
        if isinstance(s.expr, YieldExpr):
            self.yield_value(s.expr)
        else:
            self.lower(s.expr)

    def yield_value(self, e: YieldExpr) -> None:
        raise NotImplementedError

    def _execute_PassStmt(self, s: PassStmt) -> None:
        pass

    def _execute_TypeAliasStmt(self, s: TypeAliasStmt) -> None:
        """A name for a type, which mypy puts in its place."""

    def _execute_GlobalDecl(self, s: GlobalDecl) -> None:
        pass

    def _execute_NonlocalDecl(self, s: NonlocalDecl) -> None:
        pass

    def _execute_ClassDef(self, s: ClassDef) -> None:
        """Class attributes get their values when the class statement runs."""
        if self.application:
            self._refuse_class(s)
        if "__del__" in s.info.names:
            self.import_module(FINALIZERS)
        if isinstance(self.instance.node, FuncDef):
            home = self.program.shown_name(self.instance.node)
            self.program.local_classes[s.info] = f"{home}.<locals>.{s.info.name}"
        if s.info.has_base("yarara.machine.Struct") or s.info.is_protocol or s.info.typeddict_type is not None:
            return
        self.in_frame(s.name, lambda: self._class_body(s))
        enumeration = self.program.enumerations.of(s.info)
        if enumeration is not None:
            self.define_members(enumeration)
        self._name_descriptors(s)
        self._tell_base(s)
        self.decorate_class(s, [decorator for decorator in s.decorators if not plain_decorator(decorator)])

    def _class_body(self, s: ClassDef) -> None:
        for statement in s.defs.body:
            self.where(statement)
            if isinstance(statement, AssignmentStmt) and not isinstance(statement.rvalue, TempNode):
                self._class_attributes(statement)
            elif isinstance(statement, Decorator) and is_decorated(statement):
                self._decorated_method(s, statement)
            elif isinstance(statement, (FuncDef, Decorator, OverloadedFuncDef)):
                self._definition(statement)
            elif isinstance(statement, ClassDef):
                self._execute_ClassDef(statement)
            elif isinstance(statement, (ExpressionStmt, AssertStmt, PassStmt)) or not isinstance(self.instance.node, FuncDef) and may_stand_in_class(s, statement):
                self.execute(statement)
            elif not isinstance(statement, AssignmentStmt) and self.application:
                raise Unsupported("this statement is not supported in the body of a class", statement, "compute the value in a function, and assign it to an attribute")

    def _name_descriptors(self, s: ClassDef) -> None:
        """`__set_name__` of what the class body made."""
        named = self.program.descriptors.named(s.info)
        if named and s.info.defn.type_vars:
            raise Unsupported("a generic class with descriptors that have __set_name__ is not supported", s)
        for variable in named:
            cls = self.program.class_instance(s.info, ())
            self.call_method(self.class_variable(cls, variable.name, s), "__set_name__", [self.class_value(cls), self.literal(variable.name, s)], s)

    def _tell_base(self, s: ClassDef) -> None:
        """`__init_subclass__` of a base class runs for each class below it."""
        entry = next((base.names["__init_subclass__"] for base in s.info.mro[1:-1] if "__init_subclass__" in base.names), None)
        node = plain_function(entry.node) if entry is not None else None
        if node is None:
            return
        if s.info.defn.type_vars:
            raise Unsupported("a generic class below one with __init_subclass__ is not supported", s)
        cls = self.program.convert(Instance(s.info, []), {}, s)
        assert isinstance(cls, Class)
        found = next(at for at in cls.mro[1:] if "__init_subclass__" in at.info.names)
        given = [Actual(expression=value, name=name) for name, value in s.keywords.items() if name != "metaclass"]
        self._call_value(node, given, s, receiver=self.class_value(cls), owner=found)

    def _decorated_method(self, s: ClassDef, method: Decorator) -> None:
        if s.info.defn.type_vars:
            raise Unsupported("a method of a generic class cannot have decorators of one's own", method)
        owner = self.program.convert(Instance(s.info, []), {}, s)
        assert isinstance(owner, Class)
        self.define_decorated(method, owner)

    def default_values(self, node: FuncDef) -> None:
        self._execute_FuncDef(node)

    def _class_attributes(self, s: AssignmentStmt) -> None:
        """`a = b = value`: the value is evaluated once."""
        targets = [target for target in s.lvalues if not self._needs_no_code(target, s.rvalue)]
        if not targets:
            return
        if isinstance(self.instance.node, FuncDef):
            raise Unsupported("an attribute of a class inside a function must be a constant", s, "move the class to the module")
        value = self.lower(s.rvalue, self.target_type(targets[0]))
        for target in targets:
            self.assign(target, value)

    def _needs_no_code(self, target: Expression, value: Expression) -> bool:
        """What is constant, and names for Python itself: those of special methods, and what only who reads it gets made."""
        if not isinstance(target, NameExpr):
            return False
        if target.name in ATTRIBUTE_NAMES or target.name.startswith("__") and target.name.endswith("__") and (isinstance(value, RefExpr) or not self.application):
            return True
        return isinstance(target.node, Var) and (self.program.constants.is_static(target.node) or self.program.method_of_base(target.node) is not None)

    def _refuse_class(self, s: ClassDef) -> None:
        """What would change how objects of the class are made or used, and is not supported."""
        if s.metaclass is not None and not (isinstance(s.metaclass, RefExpr) and s.metaclass.fullname == "abc.ABCMeta"):
            raise Unsupported(NO_METACLASSES, s.metaclass, FOR_METACLASSES)
        for statement in s.defs.body:
            definition = plain_function(statement) if isinstance(statement, (FuncDef, Decorator, OverloadedFuncDef)) else None
            if definition is not None and definition.name in REFUSED_METHODS:
                raise Unsupported(f"the method '{definition.name}' is not supported", definition, REFUSED_METHODS[definition.name])
            first = statement.items[0] if isinstance(statement, OverloadedFuncDef) else None
            if isinstance(first, Decorator) and first.func.is_property and is_decorated(first):
                raise Unsupported("a property that has a setter cannot have other decorators", statement, "decorate a function that it calls")
            if definition is not None and definition.name == "__new__" and s.info.has_base("builtins.BaseException"):
                raise Unsupported("'__new__' of an exception is not supported", definition, "use __init__, or a function that makes the object")
        if not s.info.defn.type_vars:
            self.program.convert(Instance(s.info, []), {}, s)  # refuses bases that cannot be compiled

    def _execute_FuncDef(self, s: FuncDef) -> None:
        if isinstance(self.instance.node, MypyFile):
            self._definition(s)
            return
        for formal in s.arguments:
            if formal in self.program.default_variables:
                self.define_default(formal)
            elif formal.initializer is not None and self.constant(formal.initializer) is None:
                raise Unsupported("a default of a method of a class inside a function must be a constant", formal, "move the class to the module")

    def _execute_Decorator(self, s: Decorator) -> None:
        if is_decorated(s):
            self.define_decorated(s)
        else:
            self._execute_FuncDef(s.func)

    def _execute_OverloadedFuncDef(self, s: OverloadedFuncDef) -> None:
        self._definition(s)

    def _definition(self, s: Statement) -> None:
        """Defaults that are not constant are evaluated where the function is defined."""
        node = plain_function(s)  # type: ignore[arg-type]
        if node is None or not self.application and self.instance.module.startswith("yarara.runtime"):
            return
        for formal in node.arguments:
            if formal.initializer is None or isinstance(formal.initializer, LambdaExpr) or formal in self.program.dataclasses.factories or self.constant(formal.initializer) is not None:
                continue
            if self.loops and isinstance(s, (FuncDef, Decorator)):
                raise Unsupported("a function that is defined in a loop of the module cannot have a default that is not constant", formal, "put the loop into a function")
            self.program.typed.check(node)
            wanted = self.default_type(node, formal)
            self.store(self.lower_to(formal.initializer, wanted), self.default_storage(node, formal, wanted))

    # -- control flow --------------------------------------------------------------------------------------------------

    def _execute_IfStmt(self, s: IfStmt) -> None:
        end = self.name("endif")
        ends: list[set[Var]] = []
        for condition, block in zip(s.expr, s.body):
            folded = self.static_truth(condition)
            if folded is False or block.is_unreachable and folded is None and self._never_true(condition):
                continue
            if folded is True:
                self.execute_all(block)
                self.finish_branch(end, ends)
                self.merge(end, ends)
                return
            yes, no = self.name("then"), self.name("else")
            self.condition(condition, yes, no)
            before = set(self.assigned)
            self.start_quietly(yes)
            self.execute_block(block)
            self.finish_branch(end, ends)
            self.assigned = before
            self.start_quietly(no)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        self.finish_branch(end, ends)
        self.merge(end, ends)

    def _never_true(self, condition: Expression) -> bool:
        return isinstance(condition, RefExpr) and condition.fullname in ("typing.TYPE_CHECKING",)

    def finish_branch(self, end: str, ends: list[set[Var]]) -> None:
        if not self.terminated:
            ends.append(set(self.assigned))
            self.jump(end)

    def merge(self, end: str, ends: list[set[Var]]) -> None:
        """After the branches: assigned is what every branch that gets here assigned."""
        if not ends:
            self.terminated = True
            return
        self.start_quietly(end)
        self.assigned = set.intersection(*ends)

    def _execute_ForStmt(self, s: ForStmt) -> None:
        if s.is_async:
            raise Unsupported("async for is not supported", s)
        if self.counted(s):
            return
        self.loop_over(s, lambda: self.iterate(s.expr, s.index))

    def loop_over(self, s: ForStmt, iterate: Callable[[], Next]) -> None:
        """The loop over what `iterate` evaluates."""
        before = set(self.assigned)

        def body(item: Value) -> None:
            self.assign(s.index, item)
            self.execute_block(s.body)

        def otherwise() -> None:
            self.assigned = set(before)
            if s.else_body is not None:
                self.execute_block(s.else_body)

        self.loop(iterate(), body, otherwise)
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
        if isinstance(s.expr, ConditionalExpr) and may_be_not_implemented(s.expr):
            self.execute(_as_branches(s.expr))
            return
        if s.expr is not None:
            if may_be_not_implemented(s.expr):
                self.unwind_to(0)
                self.leave_giving_up(s)
                return
            self.note_handed_on(s.expr)
            value = self.lower(s.expr, self.instance.returned)
            if self.instance.returned is not NONE:
                value = self.coerce(value, self.instance.returned, s)
        if self.cleanups:
            kept = None
            if value is not None and self.instance.returned not in (NONE, NEVER):
                kept = self.slot(value.type.llvm)
                self.store(value, kept)
            self.unwind_to(0)
            if kept is not None and value is not None and not self.terminated:
                value = self.load(value.type, kept)
        self.leave(value)

    def _fail_assertion(self, message: Expression | None) -> None:
        if message is None:
            self.raise_runtime("raise_assertion", [])
        else:
            self.raise_runtime("raise_assertion_message", [self.to_dynamic(self.lower(message), self.program.object)])

    def _execute_AssertStmt(self, s: AssertStmt) -> None:
        fine, failed = self.name("fine"), self.name("failed")
        self.condition(s.expr, fine, failed)
        before = set(self.assigned)
        self.start_quietly(failed)
        self.on_the_way_out(lambda: self._fail_assertion(s.msg))
        self.assigned = before
        self.start_quietly(fine)
