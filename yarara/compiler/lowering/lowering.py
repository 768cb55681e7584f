"""One function from typed tree to LLVM IR text: parameters in, blocks, result or exception out."""

from __future__ import annotations

import os
from collections.abc import Callable

from mypy.nodes import FuncDef, GeneratorExpr, MypyFile, Var

from yarara.compiler.frontend.branched_functions import visible_name
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.comparisons import REFLECTED_EQUAL
from yarara.compiler.lowering.names import Local
from yarara.compiler.program.inlining import attributes
from yarara.compiler.new_objects import NEW
from yarara.compiler.program.instances import FunctionInstance, Place
from yarara.compiler.program.program import Program, Unsupported
from yarara.compiler.lowering.generators_in_place import GeneratorsInPlace
from yarara.compiler.lowering.sharing import alone, guarded, wrappers
from yarara.compiler.tracebacks.tracebacks import MADE_AS_TEXT
from yarara.compiler.program.types import INT, NEVER, NONE, Class, Dynamic, Optional, Type


CHECK, CHECKED = "; check", "; checked"
"""What stands around a look at the stack: where it can be spared, it is taken out with these (`emission/stack_checks.py`). The first one names the block behind it."""
INTO_ITEMS = ("_repr", "_eq", "_eq_mixed", "_lt", "_first_difference", "_hash")
"""How the names of functions end that are about a container and do the same with its items."""
_INWARD = (
    "@llvm.", "yarara.runtime.errors.raise_", "threads.scheduler.checkpoint", "threads.stack_growth.grow", "yarara.runtime.lists.list_getitem(", "yarara.runtime.lists.list_setitem(",
    "yarara.runtime.lists.list_len(", f"@{NEW}(",
)
"""What is called in many functions and never calls the application."""
DEBUG = "YARARA_DEBUG"
"""When this environment variable is set, an error of the compiler itself is a traceback."""


def _calls_out(line: str) -> bool:
    """Whether an instruction calls something that may call the application again: then recursion is possible."""
    return " call " in line and not any(name in line for name in _INWARD)


class FunctionLowering(GeneratorsInPlace):
    """Lowers one `FunctionInstance`; `text()` is the finished function."""

    def __init__(self, program: Program, instance: FunctionInstance) -> None:
        super().__init__(program, instance)
        self.locals: dict[Var, Local] = {}
        self.assigned: set[Var] = set()
        self.own_variables: set[Var] = set()
        self.shown_cells: dict[Var, str] = {}
        self.default_cells: dict[Var, str] = {}
        self.blanks_read: set[Var] = set()
        self.blanks_dropped: set[Var] = set()
        self.eager: set[GeneratorExpr] = set()
        self.parameters = [Value(kind, f"%a{index}") for index, kind in enumerate(instance.parameters)]
        self.needs_check = False
        self.first_line = 1
        self.exits: tuple[str, str] | None = None  # the slots of what was raised and of the result

    def parameter_values(self) -> list[Value]:
        return self.parameters

    def run(self) -> str:
        """Lower the whole function."""
        node = self.instance.node
        line = node.line if isinstance(node, FuncDef) else 1
        self.line = self.first_line = max(line, 1)
        name = self.instance.symbol.strip('@"')
        self.scope = self.program.debug.subprogram(name, self.module.path or self.instance.module, self.line)
        if self.application:
            self.site_slot = self.slot("i64")
        outermost = self.new_handler()
        self.program.place = Place(self.instance, node)
        try:
            allocation = self.begin_generator(self.instance.generator) if self.instance.generator is not None else None
            self._body()
        except Unsupported as error:
            self._locate(error)
            raise
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            place = self.program.place
            refusal = Unsupported(f"this is not supported yet ({type(error).__name__} in the compiler)", place.node if place else None, f"{DEBUG}=1 shows where")
            self._locate(refusal)
            raise refusal from error
        if not self.terminated:
            self._end(node)
        if allocation is not None:
            self.end_generator(allocation, outermost)
        elif outermost.used:
            self.handlers.pop()
            error_register = self.land(outermost)
            self._return("", error_register)
        self._write_exit()
        return self._finished()

    def _describe_variables(self) -> None:
        """Tell debuggers where the variables lie, in functions of the application: in slots of the stack, which LLVM moves into the frame of
        a generator, or in cells whose address is in such a slot."""
        if not self.application:
            return
        node = self.instance.node
        formals = [formal.variable for formal in node.arguments] if isinstance(node, FuncDef) else []
        for variable, local in self.locals.items():
            slot, way = self.shown_cells.get(variable), ""
            if slot is None:
                slot = local.slot
            elif local.cell is not None and isinstance(local.cell.type, Class):
                way = f"DW_OP_deref, DW_OP_plus_uconst, {local.cell.type.fields['value'].offset}"
            if slot.startswith("%s") and variable.name.isidentifier():
                number = formals.index(variable) + 1 if variable in formals else 0
                line = max(variable.line, self.first_line)
                described = self.program.debug.variable(self.scope, variable.name, number, self.program.debug_types.of(local.type), line)
                self.entry.append(f"    #dbg_declare(ptr {slot}, {described}, !DIExpression({way}), {self.program.debug.location(self.scope, line)})")

    def _end(self, node: FuncDef | MypyFile | None) -> None:
        """Behind the last statement. mypy says whether a result is missing, but does not count on an `__exit__` that swallows an exception."""
        kind = self.instance.returned
        if kind is NONE or isinstance(node, MypyFile) or kind is NEVER and not self.application:
            self.leave(None)
        elif not self.application:
            self.unreachable()
        elif isinstance(kind, (Optional, Dynamic)):
            self.leave(self.coerce(Value(NONE, "null"), kind))
        else:
            self.raise_runtime("raise_type", [self._text(f"{node.name if node is not None else 'this function'}() ended without a result")])

    def _locate(self, error: Unsupported) -> None:
        """Give an error its file; one inside the runtime or the library is reported where the application asked for that code."""
        if error.path:
            return
        instance: FunctionInstance | None = self.instance
        node = error.where
        typed = self.program.typed
        seen: set[FunctionInstance] = set()
        while instance is not None and instance.module not in typed.application and instance.requester is not None and instance not in seen:
            seen.add(instance)
            node, instance = instance.requester.node, instance.requester.instance
        if instance is None or instance.module not in typed.application:
            instance, node = self.instance, error.where
        error.where, error.path = node, typed.modules[instance.module].path

    def _body(self) -> None:
        instance = self.instance
        if instance.synthesize is not None:
            synthesize = instance.synthesize
            if instance.name:  # the code of a lambda
                self._guarded(lambda: synthesize(self))
            else:
                synthesize(self)
        elif isinstance(instance.node, MypyFile):
            self._module(instance.node)
        else:
            node = instance.node
            assert isinstance(node, FuncDef)
            self._guarded(lambda: self._function(node))

    def _module(self, module: MypyFile) -> None:
        """Top-level code, once."""
        flag = f'@"{self.instance.module}.<started>"'
        started = self.instruction(f"load i1, ptr {flag}")
        first, done = self.name("first"), self.name("done")
        self.branch(started, done, first)
        self.start_quietly(done)
        self.leave(None)
        self.start_quietly(first)
        self.emit(f"store i1 true, ptr {flag}")
        if self.application:
            self.prepare_nested(module)
        before = len(self.lines)
        for statement in module.defs:
            if self.terminated:
                break
            self.execute(statement)
        self.program.silent_modules.note(self.instance.module).lines = len(self.lines) - before

    def _guarded(self, write: Callable[[], None]) -> None:
        """The code of a function that looks at the stack when it begins, unless it turns out to call nothing that could call it again."""
        guard = len(self.lines)
        if self.application and self.instance.generator is None:
            self.check_stack()
            self.yield_point()
        elif self._goes_into_items():
            self.check_stack()
        guarded = len(self.lines)
        write()
        if guarded > guard and self.instance.generator is None and not any(_calls_out(line) for line in self.lines[guarded:]):
            self.lines[guard:guarded] = [f"  br label %{self.lines[guarded - 1].rstrip(':')}{self.location()}", self.lines[guarded - 1]]
        elif guarded > guard:
            behind = self.lines[guarded - 1].rstrip(":")
            self.lines.insert(guarded, f"  {CHECKED}")
            self.lines.insert(guard, f"  {CHECK} {behind}")

    def _function(self, node: FuncDef) -> None:
        cells = self.parameters[len(node.arguments):]
        if len(cells) != len(self.program.captured.get(node, [])):
            raise Unsupported(f"'{node.name}' takes a kind of parameter that is not supported yet", node)
        self.bind_parameters(node, self.parameters)
        self.bind_cells(node, cells)
        if self.application or not self.instance.module.startswith("yarara."):
            self.prepare_nested(node)
        self.execute_block(node.body)

    def _goes_into_items(self) -> bool:
        """Whether this is a function of the runtime that calls the same of a container's items: containers may be nested without limit."""
        kind = self.parameters[0].type if self.parameters else None
        node = self.instance.node
        if not isinstance(kind, Class) or not isinstance(node, FuncDef) or not node.name.endswith(INTO_ITEMS):
            return False
        return self.instance.module.startswith("yarara.runtime.") and any(isinstance(a, (Class, Dynamic)) and a is not self.program.str_class for a in kind.arguments)

    def check_stack(self) -> None:
        """Application functions, and those of the runtime that go into items, get more stack or RecursionError before the stack ends."""
        if not self.program.checks_stack:
            return
        pointer = self.instruction('call i64 asm "movq %rsp, $0", "=r"()')
        limit = self.instruction(f"load i64, ptr addrspace(256) inttoptr (i64 16 to ptr addrspace(256)), !tbaa !{self.program.debug.memory_tag('stack limit')}")
        low = self.instruction(f"icmp ult i64 {pointer}, {limit}")
        few, enough, raised = self.name("few"), self.name("enough"), self.name("raise")
        self.branch(low, few, enough, likely=False)
        self.start_quietly(few)
        instance = self.program.function(self.program.named_function("yarara.kernel.threads.stack_growth", "grow"), (), NONE, {}, None)
        instance.inlining = "noinline cold"
        _, error = self.call_raw(instance.symbol, NONE, [])
        self.branch(self.instruction(f"icmp ne ptr {error}, null"), raised, enough, likely=False)
        self.start_quietly(raised)
        self.throw(error, fresh=False)
        self.start_quietly(enough)

    def leave(self, result: Value | None) -> None:
        if self.terminated:
            return
        if self.instance.generator is not None:
            self.return_from_generator(result)
            return
        kind = self.instance.result
        if kind in (NONE, NEVER):
            self._return("", "null")
        else:
            self._return(kind.zero if result is None else self.coerce(result, kind).ref, "null")

    def _return(self, value: str, error: str) -> None:
        """Go to the one place where the function returns: what LLVM is to know of results and exceptions must not meet in a struct."""
        if not self.exits:
            self.exits = self.slot("ptr"), "" if self.instance.result in (NONE, NEVER) else self.slot(self.instance.result.llvm)
        raised, result = self.exits
        self.emit(f"store ptr {error}, ptr {raised}")
        if result and value:
            self.emit(f"store {self.instance.result.llvm} {value}, ptr {result}")
        self.jump("exit")

    def _write_exit(self) -> None:
        if not self.exits:
            return
        raised, result = self.exits
        self.start_quietly("exit")
        error = self.instruction(f"load ptr, ptr {raised}")
        if result:
            llvm = self.instance.llvm_result
            first = self.instruction(f"insertvalue {llvm} undef, {self.instance.result.llvm} {self.load(self.instance.result, result).ref}, 0")
            self.emit(f"ret {llvm} {self.instruction(f'insertvalue {llvm} {first}, ptr {error}, 1')}")
        else:
            self.emit(f"ret ptr {error}")

    def add_traceback(self, error: str, site: str) -> None:
        """Note this frame in the exception's traceback; what no source was written for is no frame."""
        if self.instance.synthesize is not None and not self.instance.name:
            return
        function = self.instance.node
        name = self.inner_frame or self.instance.name or (visible_name(function.name) if isinstance(function, FuncDef) else "<module>")
        line = self.program.dataclasses.lines.get(function) if isinstance(function, FuncDef) else None
        info = self.program.tracebacks.function(self.module.path if line is None else MADE_AS_TEXT, name)
        site = site if line is None else str(line)
        node = self.program.runtime_function("add_traceback")
        instance = self.program.function(node, (self.program.base_exception, INT, INT), NONE, {}, None)
        instance.inlining = "noinline cold"
        self.call_raw(instance.symbol, NONE, [Value(self.program.base_exception, error), Value(INT, f"ptrtoint (ptr {info} to i64)"), Value(INT, site)])

    def invoke_special(self, receiver: Value, method: str, actuals: list[Actual]) -> Value:
        """A method in a dispatcher's branch, where the class of the receiver is exact."""
        self.exact_receiver = receiver.ref
        if method in ("__repr__", "__str__", "__hash__", "__format__", "__truth__", "__eq__", REFLECTED_EQUAL):
            general = {"__repr__": self.repr, "__str__": self.text, "__hash__": self.hash}.get(method)
            if general is not None:
                return general(receiver)
            special = self.special_method(receiver, method, actuals, None)
            assert special is not None
            return special
        return self.invoke(receiver, method, actuals, None, exact=True)

    def narrow_to(self, value: Value, wanted: Type) -> Value:
        return value if value.type is wanted else self.coerce(value, wanted)

    def _finished(self) -> str:
        parameters = ", ".join(f"{p.type.llvm} {p.ref}" for p in self.parameters)
        weighed = attributes(self.instance, self.application) + (" presplitcoroutine" if self.instance.generator is not None else "")
        places = guarded(self.program, self.instance)
        symbol = alone(self.instance.symbol) if places else self.instance.symbol
        self._describe_variables()
        head = f"define internal {self.instance.llvm_result} {symbol}({parameters}) {weighed} #0 !dbg {self.scope} {{"
        text = "\n".join([head, "entry:", *self.entry, *self.lines, "}"])
        return text + "\n" + wrappers(self.program, self.instance, places, weighed) if places else text
