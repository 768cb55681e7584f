"""What surrounds the functions: type tables, dispatchers, global variables, the collector's roots, exported entry points."""

from __future__ import annotations

import re

from mypy.nodes import CallExpr, Decorator, RefExpr, StrExpr, TypeInfo

from yarara.compiler import new_objects
from yarara.compiler.program import object_maps
from yarara.compiler.program.abstract_tests import meets
from yarara.compiler.emission.allocations import Allocations
from yarara.compiler.emission.devices import MARK, devices_of
from yarara.compiler.emission.dispatch import Dispatching
from yarara.compiler.emission.folding import Folding
from yarara.compiler.lowering.lowering import FunctionLowering
from yarara.compiler.program.instances import FunctionInstance, GlobalVariable, ShapedClosure
from yarara.compiler.program.program import Program
from yarara.compiler.program.shown_names import shown_names
from yarara.compiler.emission.stack_checks import StackChecks
from yarara.compiler.program.types import BOOL, NEVER, NONE, Class, ClassObject, Tuple

_VARIABLE = re.compile(r'@"global\.yarara\.[^"]*"')
ALL_WORDS = (1 << 64) - 1
DATA_LAYOUT = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
"""Of x86-64. The optimiser must know what the code generator will do: frames of generators are laid out by the one and filled by the other."""
DECLARATIONS = """
declare { i64, i1 } @llvm.sadd.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.ssub.with.overflow.i64(i64, i64)
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
declare i64 @llvm.umin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
declare void @llvm.assume(i1)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
declare i1 @llvm.expect.i1(i1, i1)
declare i64 @llvm.abs.i64(i64, i1)
declare i64 @llvm.fptosi.sat.i64.f64(double)
declare double @llvm.fabs.f64(double)
declare double @llvm.sqrt.f64(double)
declare i16 @llvm.bswap.i16(i16)
declare i32 @llvm.bswap.i32(i32)
declare i64 @llvm.ctlz.i64(i64, i1)
declare i64 @llvm.cttz.i64(i64, i1)
declare i64 @llvm.ctpop.i64(i64)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i64 @llvm.x86.rdtsc()
declare token @llvm.coro.id(i32, ptr, ptr, ptr)
declare i64 @llvm.coro.size.i64()
declare ptr @llvm.coro.begin(token, ptr)
declare i8 @llvm.coro.suspend(token, i1)
declare void @llvm.coro.end(ptr, i1, token)
declare void @llvm.coro.resume(ptr)
declare i32 @memcmp(ptr, ptr, i64)
declare i64 @yarara_random_word()
"""


def _is_of(cls: Class, info: TypeInfo) -> bool:
    """Whether a class is this generic class with some type arguments."""
    if cls.boxed is not None:
        return isinstance(cls.boxed, Tuple) and info.fullname == "builtins.tuple"
    return cls.info is info and cls.laid_out and not cls.name.startswith(("function[", "cell["))


def _membership(name: str, ranges: list[tuple[int, int]]) -> str:
    """A function that says whether a class number is in one of some ranges."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    lines = [f'define internal i1 @"{name}"(i32 %class) #0 {{']
    current = "false"
    for index, (first, last) in enumerate(joined):
        lines += [
            f"  %distance{index} = sub i32 %class, {first}", f"  %inside{index} = icmp ule i32 %distance{index}, {last - first}",
            f"  %any{index} = or i1 {current}, %inside{index}",
        ]
        current = f"%any{index}"
    return "\n".join([*lines, f"  ret i1 {current}", "}"])


class Emission(Dispatching):
    """Lowers everything that is reached and puts the module together."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.functions: list[str] = []
        self.symbols: list[str] = []
        self.exported: dict[str, FunctionInstance] = {}

    def module(self, assembly: str) -> str:
        """The whole LLVM module as text."""
        self._find_exports({"yarara.kernel.start"})
        self._lower_all()
        calls = Allocations(self.program)
        calls.check()
        checks = StackChecks(self.program, calls)
        self.functions = [checks.without(symbol, text) for symbol, text in zip(self.symbols, self.functions)]
        self._silence()
        self._fold()
        tracebacks = self.program.tracebacks.text()
        numbered = self._number_classes()
        variables = self._globals()
        self.program.debug_types.finish()
        parts = [
            'target triple = "x86_64-unknown-none-elf"', f'target datalayout = "{DATA_LAYOUT}"', self._assembly(assembly), DECLARATIONS, new_objects.DECLARATION,
            *self._type_tables(numbered), *self.program.text, *tracebacks, *variables, *self._dispatchers(), *self._shape_tables(), *self._class_tests(numbered), *self._exports(), self._runtime_initializer(),
            *self.functions, *self._declarations(), self._assembly(object_maps.text(self.program)),
            'attributes #0 = { nounwind noredzone }', self.program.debug.text(),
        ]
        return "\n".join(parts) + "\n"

    @staticmethod
    def _assembly(text: str) -> str:
        return "\n".join('module asm "' + line.replace("\\", "\\5C").replace('"', "\\22") + '"' for line in text.splitlines())

    # -- what is reached -----------------------------------------------------------------------------------------------

    def _find_exports(self, reached: set[str]) -> None:
        """What assembly calls in the modules that are reached: a module that is only imported where nothing gets is no part of the program."""
        for name, module in self.program.typed.modules.items():
            if name in reached and name.startswith("yarara.kernel"):
                for definition in module.defs:
                    if isinstance(definition, Decorator):
                        self._export(definition)

    def _export(self, definition: Decorator) -> None:
        for decorator in [*definition.decorators, *definition.original_decorators]:
            if isinstance(decorator, CallExpr) and isinstance(decorator.callee, RefExpr) and decorator.callee.fullname == "yarara.machine.export":
                name = decorator.args[0]
                assert isinstance(name, StrExpr)
                if name.value in self.exported:
                    continue
                kind = definition.func.type
                signature = self.program.signature_of(definition.func)
                parameters = tuple(self.program.convert(a, {}, definition) for a in signature.arg_types)
                result = self.program.convert(signature.ret_type, {}, definition)
                self.exported[name.value] = self.program.function(definition.func, parameters, result, {}, None)

    def _lower_all(self) -> None:
        """Until nothing new is asked for."""
        while True:
            while self.program.work:
                instance = self.program.work.pop()
                self._inlining(instance)
                self.symbols.append(instance.symbol)
                self.functions.append(FunctionLowering(self.program, instance).run())
            self._reach_runtime_modules()
            for dispatcher in list(self.program.dispatchers.values()):
                self._fill(dispatcher)
            for closure in list(self.program.shaped):
                self._shape(closure)
            self._find_exports({instance.module for instance in self.program.instances.values()})
            if not self.program.work:
                return

    def _fold(self) -> None:
        """Keep one of the functions that are the same."""
        self.folding = Folding(self.program, self.symbols, self.functions, [*self.program.text, *self._shape_tables()])
        self.functions = [self.folding.renamed(text) for symbol, text in zip(self.symbols, self.functions) if self.folding.is_kept(symbol)]

    def _silence(self) -> None:
        """Empty the code of modules that have nothing to do."""
        silent = {f'@"{name}.<module>"()' for name in self.program.silent_modules.names()}
        for index, text in enumerate(self.functions):
            head = text[:text.index("\n")]
            if any(name in head for name in silent):
                self.functions[index] = f"{head.replace('noinline cold ', '')}\n  ret ptr null\n}}"

    def _shape(self, closure: ShapedClosure) -> None:
        """Code for the shapes of call that were found meanwhile."""
        self.program.place = closure.requester
        for shape in list(closure.kind.shapes)[len(closure.code):]:
            closure.code.append(closure.compile(shape))

    def _shape_tables(self) -> list[str]:
        tables = []
        for closure in self.program.shaped:
            entries = ", ".join(f"ptr {instance.symbol}" for instance in closure.code)
            tables.append(f"{closure.table} = internal constant [{len(closure.code)} x ptr] [{entries}], align 8")
        return tables

    def _inlining(self, instance: FunctionInstance) -> None:
        from mypy.nodes import FuncDef
        node = instance.node
        if isinstance(node, FuncDef):
            wish = self.program.inlining_of(node)
            if wish:
                instance.inlining = wish

    def _reach_runtime_modules(self) -> None:
        """Runtime modules are used without being imported; their top-level code runs first of all."""
        if self.program.initializes_runtime:
            for instance in list(self.program.instances.values()):
                if instance.module.startswith("yarara.runtime."):
                    self.program.module_initializer(instance.module)

    def _runtime_initializer(self) -> str:
        lines = ["define internal ptr @yarara_initialize_runtime() #0 {"]
        count = 0
        for key, instance in self.program.instances.items():
            if key[0] == "module" and str(key[1]).startswith("yarara.runtime."):
                lines += [f"  %e{count} = call ptr {instance.symbol}()"]
                count += 1
        return "\n".join([*lines, "  ret ptr null", "}"])

    # -- classes -------------------------------------------------------------------------------------------------------

    def _number_classes(self) -> list[Class]:
        """Identifiers such that the classes below a class are a range: children right after their base."""
        wanted: dict[Class, None] = {}
        for cls in [*self.program.classes.values()]:
            if cls.instantiated or cls in self.program.tables or cls in self.program.referenced_classes:
                at: Class | None = cls
                while at is not None and at not in wanted:
                    wanted[at] = None
                    at = at.base
        children: dict[Class | None, list[Class]] = {}
        for cls in wanted:
            children.setdefault(cls.base, []).append(cls)
        order: list[Class] = []

        def visit(cls: Class) -> None:
            cls.identifier = len(order) + 1
            order.append(cls)
            for child in children.get(cls, []):
                visit(child)
            cls.last_identifier = len(order)

        for root in children.get(None, []):
            visit(root)
        return order

    def _class_tests(self, classes: list[Class]) -> list[str]:
        tests = [self._class_test(info, classes) for info in self.program.class_tests]
        tests += [_membership(f"exactly {info.fullname}", [(cls.identifier, cls.identifier) for cls in classes if _is_of(cls, info)]) for info in self.program.exact_tests]
        return tests + [_membership(f"below {cls.name}", self._below(cls, classes)) for cls in self.program.referenced_classes if self.program.is_scattered(cls.info)]

    @staticmethod
    def _below(cls: Class, classes: list[Class]) -> list[tuple[int, int]]:
        """The numbers of the classes below one, as ranges."""
        return [(other.identifier, other.identifier) for other in classes if other.derives_from(cls)]

    def _class_test(self, info: TypeInfo, classes: list[Class]) -> str:
        """Whether a class identifier belongs to a class with any type arguments, to one below it, or to a box of such values."""
        ranges: list[tuple[int, int]] = []
        for cls in classes:
            if self.program.is_abstract(info):
                same = meets(self.program.class_in_box(cls), info, self.program.constants)
            elif cls.boxed is not None:
                same = cls.boxed.name == info.name or isinstance(cls.boxed, Tuple) and info.name == "tuple" or isinstance(cls.boxed, ClassObject) and info.name == "type" or cls.boxed is BOOL and info.name == "int"
            else:
                same = any(above.fullname == info.fullname for above in cls.info.mro)
            if same:
                ranges.append((cls.identifier, cls.identifier))
        return _membership(f"is {info.fullname}", ranges)

    def _type_tables(self, classes: list[Class]) -> list[str]:
        lines: list[str] = []
        written: set[str] = set()
        of_classes = self.program.box(self.program.any_class)
        header = f"ptrtoint (ptr {of_classes.symbol} to i64)" if of_classes.instantiated else "0"  # else no class is used as an object
        for cls in classes:
            self.program.lay_out(cls)
            name, full_name = map(self.program.string_literal, shown_names(cls, self.program.typed.application, self.program.qualified_name(cls.info), self.program.shows_runtime_classes))
            item_size, item_pointers = 0, 0
            if cls.item is not None:
                item_size, item_pointers = cls.item.size, self._bitmap(cls.item.references)
            pointers = self._bitmap(tuple(cls.body_references))
            lines += [f'@"first.{cls.name}" = internal constant i32 {cls.identifier}', f'@"last.{cls.name}" = internal constant i32 {cls.last_identifier}']
            if cls.symbol in written:
                continue
            written.add(cls.symbol)
            lines += [
                f"{cls.symbol} = internal constant {{ i64, i32, i32, i64, i64, i32, i32, i32, i32 }} {{ i64 {header}, i32 {cls.body_size}, i32 {item_size}, i64 {pointers}, "
                f"i64 {item_pointers}, i32 {cls.identifier}, i32 {cls.last_identifier}, i32 ptrtoint (ptr {name} to i32), i32 ptrtoint (ptr {full_name} to i32) }}, align 8",
            ]
        return lines

    @staticmethod
    def _bitmap(references: tuple[int, ...]) -> int:
        bits = 0
        for at in references:
            if at // 8 >= 63:
                return -1
            bits |= 1 << at // 8
        return bits

    # -- data ----------------------------------------------------------------------------------------------------------

    def _globals(self) -> list[str]:
        lines: list[str] = []
        roots: list[str] = list(self.program.extra_roots)
        unread = self._unread_variables()
        for variable in [*self.program.globals.values(), *self.program.imported.values()]:
            initial = variable.initial or variable.type.zero
            lines.append(f"{variable.symbol} = internal global {variable.type.llvm} {initial}, align 8{self._described(variable)}")
            if not variable.initial and variable.symbol not in unread:
                roots += [f"i64 add (i64 ptrtoint (ptr {variable.symbol} to i64), i64 {at})" for at in variable.type.references]
        for key, symbol in self.program.literals.items():
            if key[0] in ("exception", "member"):
                cls = key[1][0] if isinstance(key[1], tuple) else key[1]
                assert isinstance(cls, Class)
                roots += [f"i64 add (i64 ptrtoint (ptr {symbol} to i64), i64 {at})" for at in cls.body_references]
        values = ", ".join([f"i64 {len(roots)}", *roots])
        lines.append(f"@yarara_roots = constant [{len(roots) + 1} x i64] [{values}], align 8")
        marks = [MARK + name for name in devices_of(self.program)]
        lines += [f"@{mark} = constant i64 1" for mark in marks]
        kept = ["ptr @yarara_roots", *(f"ptr @{mark}" for mark in marks)]
        lines.append(f'@llvm.used = appending global [{len(kept)} x ptr] [{", ".join(kept)}], section "llvm.metadata"')
        return lines

    def _unread_variables(self) -> set[str]:
        """Those of our own modules that are written only, such as the names of months where nobody asks for them: they are no roots, and LLVM takes them away."""
        written: set[str] = set()
        read: set[str] = set()
        for text in [*self.functions, *self.program.text]:
            for mention in _VARIABLE.finditer(text):
                line = text[text.rfind("\n", 0, mention.start()) + 1:mention.start()]
                (written if line.startswith("  store ") and line.endswith(", ptr ") else read).add(mention[0])
        return written - read

    def _described(self, variable: GlobalVariable) -> str:
        """What debuggers are told of a variable of one of the application's modules."""
        module, _, name = variable.symbol.strip('@"').removeprefix("global.").rpartition(".")
        if module not in self.program.typed.application:
            return ""
        node = self.program.debug.global_variable(name, self.program.typed.modules[module].path, self.program.debug_types.of(variable.type))
        return f", !dbg !{node}"

    def _exports(self) -> list[str]:
        return [self._exported(name, instance) for name, instance in self.exported.items()]

    def _exported(self, name: str, instance: FunctionInstance) -> str:
        """The C entry of an exported function."""
        declared = ", ".join(f"{p.llvm} %a{i}" for i, p in enumerate(instance.parameters))
        path = self.program.typed.modules[instance.module].path
        line = instance.node.line if instance.node is not None else 1
        scope = self.program.debug.subprogram(name, path, line)
        at = f", !dbg {self.program.debug.location(scope, line)}"
        if instance.result in (NONE, NEVER):
            lines = [f"define void @{name}({declared}) #0 !dbg {scope} {{", f"  %error = call ptr {instance.symbol}({declared}){at}"]
        else:
            llvm = instance.llvm_result
            lines = [f"define {instance.result.llvm} @{name}({declared}) #0 !dbg {scope} {{", f"  %both = call {llvm} {instance.symbol}({declared}){at}", f"  %value = extractvalue {llvm} %both, 0", f"  %error = extractvalue {llvm} %both, 1"]
        lines += ["  %raised = icmp ne ptr %error, null", "  br i1 %raised, label %bad, label %fine", "bad:", "  call void @llvm.trap()", "  unreachable", "fine:"]
        lines.append("  ret void" if instance.result in (NONE, NEVER) else f"  ret {instance.result.llvm} %value")
        return "\n".join([*lines, "}"])

    def _declarations(self) -> list[str]:
        known = {*self.exported, "memcmp", "yarara_random_word", "yarara_roots"}
        return [f"@{name} = external global i8" for name in self.program.externals if name not in known] + ["declare void @llvm.trap()"]
