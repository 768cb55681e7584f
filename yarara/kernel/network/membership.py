"""Which VLAN the network card is in, in images that are built for it (`machine.VLAN`): what the kernel command line says."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.vlan import NO_VLAN, parse_identifier


@machine.cold
def join(device: NetworkDevice, text: str | None) -> bool:
    """`text`: a number from 1 to 4094, or None for no VLAN. False when it is something else, which is logged."""
    identifier = NO_VLAN
    if text is not None:
        try:
            identifier = parse_identifier(text)
        except ValueError:
            console.log("network: vlan= is not a number from 1 to 4094")
            return False
    device.join_vlan(identifier)
    return True
