"""What drivers have in common that reset a device which broke the rules, and start it anew: `polled.py`, `blk.py`, `balloon.py` and `vsock.py`."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.virtio.transport import Transport, VirtioError


NEEDS_RESET = "asked for a reset"
LOOKS_AT_STATUS = 1 << 16
"""Who waits for an answer looks at the device's status, which is an exit, once in so many looks at the ring: a device that needs a reset answers no more."""


class RestartingDriver:
    """Counts the faults of its device."""

    def __init__(self, transport: Transport) -> None:
        """Reset the device. Raises VirtioError when it does not confirm."""
        self._transport = transport
        self.faults = 0
        """How often the device broke the rules; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: nothing more comes, and it may use the memory it was lent for ever."""
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1), after the features are settled. Raises VirtioError."""
        raise NotImplementedError

    @machine.cold
    def _restart_after(self, fault: str, device: str) -> None:
        """Tell of a fault, reset the device and start it anew with the features it had."""
        self.faults += 1
        self.last_fault = fault
        console.log_fault(device, fault, self.faults)
        self.failed = True
        if not self._transport.reset():
            return
        features = self._transport.features
        try:
            self._transport.negotiate(features, features)
            self._start()
        except VirtioError:
            return
        self.failed = False
