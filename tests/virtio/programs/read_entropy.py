"""Runs as a kernel of its own: asks the entropy device for 32 bytes, ten times, and says how many different ones the last were."""

from yarara import machine
from yarara.kernel import entropy
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.rng import VirtioRng
from yarara.kernel.virtio.transport import DEVICE_ENTROPY, Transport


def find() -> Transport | None:
    """In one of the 24 slots of a microvm, else on the PCI bus."""
    for slot in range(24):
        transport = discovery.mmio_device(0xFEB0_0000 + 512 * slot, slot)
        if transport is not None and transport.device_type == DEVICE_ENTROPY:
            return transport
    for found in discovery.pci_devices():
        return found
    return None


def read(driver: VirtioRng) -> bytes:
    return machine.bytes_at(driver.buffer, driver.read(entropy.KEY_BYTES))


device = find()
if device is None:
    print("no entropy device")
else:
    driver = VirtioRng(device)
    data = b""
    for _ in range(10):
        data = read(driver)
    kinds = len(set(data))
    print(f"{len(data)} bytes, {'many' if kinds > 20 else kinds} kinds, {driver.faults} faults")
