"""A store, a fence, and a load that a device must not see done before it."""

from yarara import machine


def between_cores(own: int, other: int) -> int:
    machine.write64(own, 1)
    machine.fence()
    return machine.read64(other)


def beside_a_device(own: int, other: int) -> int:
    machine.write64(own, 1)
    machine.device_fence()
    return machine.read64(other)


memory = machine.symbol("yarara_stack_top")
print(between_cores(memory, memory + 8), beside_a_device(memory, memory + 8))
