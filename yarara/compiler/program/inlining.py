"""Which functions are made for speed and which for size: an image carries a kernel, and only a part of it is hot."""

from __future__ import annotations

from mypy.nodes import FuncDef, MypyFile

from yarara.compiler.program.instances import FunctionInstance

HOT_MODULES = ("yarara.kernel.memory.", "yarara.runtime.dicts", "yarara.runtime.hashing", "yarara.runtime.list", "yarara.runtime.ordering", "yarara.runtime.radix", "yarara.runtime.set", "yarara.runtime.strings", "yarara.runtime.string_splitting", "yarara.runtime.units")
"""Where an application's own loops spend their time: allocation, collection, containers."""

SELDOM = ("yarara.kernel.memory.report", "yarara.kernel.memory.stacks", "yarara.kernel.memory.paging")
"""Among those: what runs once, or once for a thread."""

HOT_FUNCTIONS = ("list_append", "list_getitem", "list_setitem", "dict_find", "str_eq")

COLD_MODULES = (
    "yarara.kernel.boot.", "yarara.kernel.commandline", "yarara.kernel.cpu.acpi", "yarara.kernel.cpu.clock", "yarara.kernel.cpu.interrupts", "yarara.kernel.cpu.ioapic", "yarara.kernel.cpu.mptable",
    "yarara.kernel.cpu.rtc", "yarara.kernel.cpu.smp", "yarara.kernel.cpu.topology", "yarara.kernel.devices.pci", "yarara.kernel.ending", "yarara.kernel.entropy", "yarara.kernel.network.arp", "yarara.kernel.network.bringup", "yarara.kernel.network.dhcp", "yarara.kernel.network.dns", "yarara.kernel.network.icmp", "yarara.kernel.network.service",
    "yarara.kernel.network.tcp.half_open", "yarara.kernel.network.tcp.listener", "yarara.kernel.network.tcp.time_wait", "yarara.kernel.panic",
    "yarara.kernel.start", "yarara.kernel.virtio.control", "yarara.kernel.virtio.discovery", "yarara.kernel.virtio.legacy", "yarara.kernel.virtio.mmio", "yarara.kernel.virtio.net", "yarara.kernel.virtio.pci", "yarara.kernel.virtio.polled", "yarara.kernel.virtio.rng", "yarara.kernel.virtio.spread", "yarara.kernel.virtio.transport",
    "yarara.library._socket.", "socket", "threading", "yarara.runtime.characters", "yarara.runtime.codecs", "yarara.runtime.exceptions", "yarara.runtime.float_digits",
    "yarara.runtime.float_formatting", "yarara.runtime.formatting", "yarara.runtime.integer_parsing", "yarara.runtime.string_case", "yarara.runtime.string_repr",
    "yarara.runtime.tracebacks",
)
"""What runs at the start, or seldom, or waits for a device anyway."""

INLINING_THRESHOLD = 60
"""In LLVM's units; its default of 225 makes an image a tenth larger, and of what was measured only lookups in a dict a little faster."""


def attributes(instance: FunctionInstance, application: bool) -> str:
    """LLVM attributes of a function: what its decorators wish, and how to weigh size against speed."""
    found = [instance.inlining] if instance.inlining else []
    if application:
        if not instance.inlining and isinstance(instance.node, FuncDef):
            found.append("inlinehint")
        return " ".join(found)
    if instance.module.startswith(HOT_MODULES) and instance.module not in SELDOM:
        if isinstance(instance.node, FuncDef) and instance.node.name in HOT_FUNCTIONS:
            found.append("inlinehint")
        return " ".join(found)
    if isinstance(instance.node, MypyFile):
        return "noinline cold minsize optsize"  # runs once
    if instance.module.startswith(COLD_MODULES) or _constructs(instance):
        found.append("minsize")
    return " ".join([*found, "optsize"])


def attributes_of_dispatch(module: str) -> str:
    """LLVM attributes of a dispatcher for objects of a class of this module. The kernel's are on the way of packets."""
    return "minsize optsize" if module.startswith(COLD_MODULES) and not module.startswith("yarara.kernel.") else ""


def _constructs(instance: FunctionInstance) -> bool:
    """A constructor of the kernel: most of its objects are made once."""
    return isinstance(instance.node, FuncDef) and instance.node.name == "__init__" and instance.module.startswith("yarara.kernel.")
