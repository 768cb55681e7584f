"""Which devices a program drives: its machine needs them, and no others."""

from __future__ import annotations

from yarara.compiler.program.program import Program

DRIVERS = {"entropy": "yarara.kernel.virtio.rng", "9p": "yarara.kernel.virtio.ninep", "disk": "yarara.kernel.virtio.blk", "input": "yarara.kernel.standard_input",
           "console": "yarara.kernel.standard_output", "balloon": "yarara.kernel.virtio.balloon",
           "vsock": "yarara.kernel.virtio.vsock", "vlan": "yarara.kernel.network.membership"}
"""The module of each driver, or of the one part of the kernel that uses it. A program drives the device when a function of it was reached."""
MARK = "yarara_uses_"
"""The image says what it uses by symbols: this and the name."""
TRACE = "trace"
"""Memory that the host looks into, of an image that was built to be traced."""


def devices_of(program: Program) -> tuple[str, ...]:
    """The names, in the order of DRIVERS; the network and TRACE are last."""
    reached = {instance.module for key, instance in program.instances.items() if key[0] != "module"}
    found = [name for name, module in DRIVERS.items() if module in reached]
    if ("module", "socket") in program.instances and "yarara.kernel.network.stack" in program.typed.modules:
        found.append("network")
    if program.tracing:
        found.append(TRACE)
    return tuple(found)
