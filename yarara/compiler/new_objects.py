"""New objects: a function that LLVM knows to allocate, and what becomes of its calls.

While LLVM optimises, `yarara_new(class, size)` is only declared, as an allocation of zeroed memory that nothing else refers to. So where a method was
inlined, what it stored into a new object is found again without a load; and when no use of the object is left but such stores, they and the call
go. The call is said to touch no memory that the program can see. A collection within it reads all memory; a reference of which LLVM has put off
the store is then in a register or on the stack, and counts as much. It is not so with an array, whose length the collector must find: they are made in another way.
And the header is stored at once: whether a cell is an object is told by it.

Afterwards the calls that are left become `heap.find_room`, which takes a cell with a few instructions; or stay calls where code is to be small.
"""

from __future__ import annotations

import llvmlite.binding as llvm

NEW = "yarara_new"
DECLARATION = f'declare noalias ptr @{NEW}(ptr captures(none), i64) nounwind willreturn allockind("alloc,zeroed") allocsize(1) "alloc-family"="yarara" memory(inaccessiblemem: readwrite)'

_DEFINITION = f"""
declare i64 @yarara_find_room(i64, i64)
define linkonce_odr hidden ptr @{NEW}(ptr %class, i64 %size) alwaysinline nounwind {{
  %type = ptrtoint ptr %class to i64
  %address = call i64 @yarara_find_room(i64 %type, i64 %size) alwaysinline
  %object = inttoptr i64 %address to ptr
  ret ptr %object
}}
"""


def write_out(module: llvm.ModuleRef, builder: llvm.PassBuilder) -> None:
    """Put the code of `heap.find_room` where objects are made."""
    module.link_in(llvm.parse_assembly(_DEFINITION))
    passes = llvm.create_new_module_pass_manager()
    passes.add_always_inliner_pass()
    passes.run(module, builder)
