"""What drivers of network devices have in common: when the device is taken for broken, and what is lost with it.

A device breaks the rules, interrupts without a reason, or sends nothing for long. Then it is reset and started anew, and the frames that
it had accepted and not sent are sent again, as long as that helps. How all this is done for one kind of device says the driver.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.watchdog import OVERDUE, SENDING, Watchdog
from yarara.kernel.trace import points

SPEED_UNKNOWN = -1
HALF_DUPLEX = 0
FULL_DUPLEX = 1
DUPLEX_UNKNOWN = 0xFF

MOST_RESENDS = 3
"""Frames that were queued again so often, while the device sent nothing, are dropped: one of them may be the cause."""


class NetworkDriver(NetworkDevice):
    """The driver of one real device. Subclasses say how it is reset (`_recover`) and what it has (`_unsent`, `_sent_in_all`)."""

    def __init__(self, name: str, pool: PacketPool, mac: int, mtu: int) -> None:
        """`name`: what the log calls the device."""
        super().__init__(pool, mac, mtu)
        self.faults = 0
        """How often the device broke the rules or asked for a reset; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: it is as if its cable were pulled."""
        self._name = name
        self.speed = SPEED_UNKNOWN
        """Of the link, in Mbit/s: what the device says."""
        self.duplex = DUPLEX_UNKNOWN
        self._link = True
        self._announces = False  # the link is to be told who is here
        self._watchdog = Watchdog()
        self._resends = 0  # since a packet was last sent

    def _unsent(self) -> int:
        """How many frames the device has to send."""
        raise NotImplementedError

    def _sent_in_all(self) -> int:
        """How many frames it has ever given back as sent."""
        raise NotImplementedError

    def _recover(self, fault: str) -> None:
        """Note the fault, reset the device and start it anew."""
        raise NotImplementedError

    def _queue_again(self, unsent: Packet | None) -> None:
        """Give the device a list of frames that it had before, and everything else that it needs to go on."""
        raise NotImplementedError

    # -- the link ------------------------------------------------------------------------------------------------------

    def link_up(self) -> bool:
        return self._link and not self.failed

    @machine.cold
    def _set_link(self, up: bool, speed: int, duplex: int) -> None:
        """What the device says of its link; of one that is down nobody believes how fast it is. When it comes up again, the others on it are
        told who is here."""
        if not up:
            speed, duplex = SPEED_UNKNOWN, DUPLEX_UNKNOWN
        if up == self._link and speed == self.speed and duplex == self.duplex:
            return
        if up and not self._link:
            self._announces = True
        self._link = up
        self.speed = speed
        self.duplex = duplex
        points.link(up, speed, duplex)
        if machine.COMPILED:
            _log_link(up, speed, duplex)

    # -- interrupts and time -------------------------------------------------------------------------------------------

    def _interrupted(self, returned: int) -> None:
        """An interrupt came; in all, the device has returned so many packets."""
        if self._watchdog.interrupted(returned):
            self._recover("interrupted without a reason")

    def watch(self, now: int) -> int:
        watchdog = self._watchdog
        state = watchdog.look(now, 0 if self.failed else self._unsent(), self._sent_in_all())
        if state == SENDING:
            self._resends = 0
        elif state == OVERDUE:
            self.flush()
            if not self.failed and not self._has_sent():
                self._recover("transmit queue sent nothing for five seconds")
        return watchdog.deadline

    def _has_sent(self) -> bool:
        """Whether the device has sent anything since this was last asked."""
        if not self._watchdog.has_sent(self._sent_in_all()):
            return False
        self._resends = 0
        return True

    # -- errors --------------------------------------------------------------------------------------------------------

    @machine.cold
    def _resend(self, unsent: Packet | None) -> None:
        """Queue the frames again that the device had, unless that does not help."""
        self._has_sent()
        self._resends += 1
        if self._resends > MOST_RESENDS:
            self.pool.give_all(unsent)
            unsent = None
        self._queue_again(unsent)

    @machine.cold
    def _note(self, fault: str) -> None:
        """Count an error."""
        self.faults += 1
        self.last_fault = fault
        console.log_fault(self._name, fault, self.faults)


@machine.cold
def _log_link(up: bool, speed: int, duplex: int) -> None:
    if speed == SPEED_UNKNOWN:
        console.log("network: link up" if up else "network: link down")
    else:
        console.log_number("network: link up, ", speed, " Mbit/s, half duplex\n" if duplex == HALF_DUPLEX else " Mbit/s\n")
