"""The command line that boots an image in QEMU, for the machines `microvm`, `q35` and `pc`.

What the guest finds: COM1 carries the application's stdout, and so does a port of a virtio console for an image that was built for it; the debug consoles at ports 0xE9 and 0x402 carry its stderr and the
kernel's log; a write to port 0xF4 ends the virtual machine. Nothing else is there, except a network card for a program that
uses the network, an entropy device for one that uses random numbers, and the directories and disks that it was given.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import shutil
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_from_bytes

from yarara.errors import UserError
from yarara.machines.storage import Disk, SharedDirectory, directory_devices, disk_devices, mount_words, quoted, served_devices

PROGRAM = "qemu-system-x86_64"
MACHINES_WITH_PCI = ("q35", "pc")
MACHINES = ("microvm", *MACHINES_WITH_PCI)
MAXIMUM_CPUS = 8
NETWORK_CARDS = {"virtio": "virtio-net-pci,disable-legacy=on", "e1000": "e1000", "e1000e": "e1000e"}
"""What QEMU calls those that a PCI bus can have."""

_MACHINE_OPTIONS = {
    # ACPI off: the firmware has no tables to build; CPUs come from the MP table, devices from the kernel command line.
    # Timer, clock and serial port stay: the kernel calibrates against the first, asks the second for the time.
    "microvm": "microvm,acpi=off,pic=off,pit=on,rtc=on,isa-serial=on,x-option-roms=off",
    "q35": "q35,usb=off,vmport=off",
    "pc": "pc,usb=off,vmport=off",
}


@dataclass(frozen=True)
class Publication:
    """One port of the host that leads to one of the guest."""
    protocol: str
    address: str
    host: int
    guest: int

    @staticmethod
    def parse(text: str) -> Publication:
        """`[ADDRESS:]HOST:GUEST[/udp]`; without an address the port is open on this host's loopback only."""
        ports, _, protocol = text.partition("/")
        front, _, guest = ports.rpartition(":")
        address, _, host = front.rpartition(":")
        if protocol not in ("", "tcp", "udp") or not (_is_port(host) and _is_port(guest)):
            raise UserError(f"--publish {text}: expected HOST:GUEST or HOST:GUEST/udp, two ports, for example 8080:80", 2)
        return Publication(protocol or "tcp", address or "127.0.0.1", int(host), int(guest))

    def check_free(self) -> None:
        """Raise UserError when the host's port cannot be bound."""
        kind = socket.SOCK_DGRAM if self.protocol == "udp" else socket.SOCK_STREAM
        with socket.socket(socket.AF_INET, kind) as probe:
            if self.protocol == "tcp":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.address, self.host))
            except PermissionError:
                raise UserError(f"port {self.host} needs more rights than this user has; choose one above 1023") from None
            except OSError as error:
                reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
                raise UserError(f"port {self.host} {reason}") from None


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535


@dataclass
class Configuration:
    """One virtual machine, apart from the image it boots."""
    machine: str = "microvm"
    accelerator: str = "tcg"
    cpus: int = 1
    memory: str = "128M"
    arguments: list[str] = field(default_factory=list)
    """What the program finds in sys.argv, its own name first."""
    environment: list[str] = field(default_factory=list)
    """K=V, as in os.environ."""
    input: int | None = None
    """The descriptor of a socket that is the standard input, for a program that reads it."""
    console: bool = False
    """A port `output` of a virtio console, for an image that writes to one."""
    balloon: bool = False
    """A memory balloon, for an image that gives memory back to the host."""
    vsock: int | None = None
    """The number that the host gives the machine, for streams between the two."""
    network: bool = False
    network_card: str = "virtio"
    """One of NETWORK_CARDS; a microvm has no PCI bus, so only virtio."""
    directories: list[SharedDirectory] = field(default_factory=list)
    file_servers: list[Path] | None = None
    """The sockets of servers for the directories, one for each, which look into the machine's RAM; None: QEMU serves them itself."""
    disks: list[Disk] = field(default_factory=list)
    entropy: bool = False
    """A virtio entropy device, for a program that asks for random numbers."""
    publications: list[Publication] = field(default_factory=list)
    address: str | None = None
    """A static address A.B.C.D/PREFIX; None: DHCP."""
    tap: str | None = None
    """A TAP interface of the host: the other end of the network card."""
    vlan: int | None = None
    """The VLAN that the card is in."""
    network_backend: str | None = None
    """A QEMU -netdev in place of the user network, without its id."""
    trace: int = 0
    """Which events the kernel records: bits of kernel/trace/events.py."""
    capture: bool = False
    """Whether it records frames."""
    monitor: Path | None = None
    """Where the socket of QEMU's monitor is to be."""
    shared_memory: int | None = None
    """The descriptor of the file that is the RAM (of a process: that holds what is recorded), so that the host can look into it, ..."""
    shared_size: int = 0
    """... and its size."""
    verbose: bool = False
    gc_stats: bool = False

    @property
    def is_virtual(self) -> bool:
        """Whether it is a machine of QEMU's."""
        return self.machine in MACHINES

    @property
    def memory_bytes(self) -> int:
        return int(self.memory[:-1]) << {"K": 10, "M": 20, "G": 30}[self.memory[-1]]


@dataclass(frozen=True)
class Streams:
    """File descriptors that QEMU inherits, one per direction of output."""
    stdout: int
    stderr: int
    log: int


def is_installed() -> bool:
    """Whether QEMU is there at all."""
    return shutil.which(PROGRAM) is not None


def find() -> str:
    """The path of QEMU. Raises UserError with the package to install."""
    path = shutil.which(PROGRAM)
    if path is None:
        raise UserError(f"{PROGRAM} is not installed; on Debian or Ubuntu: apt install qemu-system-x86")
    return path


def command_line(program: str, image: Path, configuration: Configuration, streams: Streams) -> list[str]:
    """The whole command, program first."""
    return [
        program, "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
        *_machine(configuration),
        *_accelerator(configuration.accelerator),
        "-smp", str(configuration.cpus), "-m", configuration.memory,
        *_output("serial0", streams.stdout, 1), "-serial", "chardev:serial0",
        *_output("stderr", streams.stderr, 2), "-device", "isa-debugcon,iobase=0xe9,chardev=stderr",
        *_output("log", streams.log, 3), "-device", "isa-debugcon,iobase=0x402,chardev=log",
        "-device", "isa-debug-exit,iobase=0xf4,iosize=4",
        *(["-qmp", f"unix:{quoted(str(configuration.monitor))},server=on,wait=off"] if configuration.monitor is not None else []),
        *_virtio(configuration, streams),
        "-kernel", str(image), "-append", kernel_command_line(configuration),
    ]


def _machine(configuration: Configuration) -> list[str]:
    options = _MACHINE_OPTIONS[configuration.machine]
    if configuration.shared_memory is None:
        if not configuration.file_servers:
            return ["-machine", options]
        return ["-object", f"memory-backend-memfd,id=ram,size={configuration.memory_bytes},share=on", "-machine", f"{options},memory-backend=ram"]
    backend = f"memory-backend-file,id=ram,size={configuration.memory_bytes},mem-path=/proc/self/fd/{configuration.shared_memory},share=on"
    return ["-object", backend, "-machine", f"{options},memory-backend=ram"]


def _accelerator(name: str) -> list[str]:
    if name == "kvm":
        return ["-accel", "kvm", "-cpu", "host"]
    return ["-accel", "tcg,thread=multi", "-cpu", "max"]


def _output(name: str, descriptor: int, number: int) -> list[str]:
    """A character device that writes to an inherited file descriptor."""
    return ["-add-fd", f"fd={descriptor},set={number}", "-chardev", f"file,id={name},path=/dev/fdset/{number},append=on"]


def _virtio(configuration: Configuration, streams: Streams) -> list[str]:
    """The devices that the program drives."""
    microvm = configuration.machine == "microvm"
    options = (directory_devices(configuration.directories, microvm) if configuration.file_servers is None
               else served_devices(configuration.file_servers, microvm))
    options += disk_devices(configuration.disks, microvm, configuration.cpus)
    if configuration.input is not None or configuration.console:
        options += ["-device", f"{'virtio-serial-device' if microvm else 'virtio-serial-pci,disable-legacy=on'},max_ports=3"]
    if configuration.input is not None:
        options += ["-chardev", f"socket,id=input,fd={configuration.input}", "-device", "virtserialport,chardev=input,name=input"]
    if configuration.console:
        options += [*_output("output", streams.stdout, 4), "-device", "virtserialport,chardev=output,name=output"]
    if configuration.balloon:
        options += ["-device", f"{'virtio-balloon-device' if microvm else 'virtio-balloon-pci,disable-legacy=on'},free-page-reporting=on"]
    if configuration.vsock is not None:
        options += ["-device", f"{'vhost-vsock-device' if microvm else 'vhost-vsock-pci,disable-legacy=on'},guest-cid={configuration.vsock}"]
    if configuration.entropy:
        device = "virtio-rng-device" if microvm else "virtio-rng-pci,disable-legacy=on"
        options += ["-object", "rng-builtin,id=entropy0", "-device", f"{device},rng=entropy0"]
    if configuration.network:
        options += _network(configuration)
    return ["-global", "virtio-mmio.force-legacy=false", *options] if microvm and options else options


def _network(configuration: Configuration) -> list[str]:
    backend = configuration.network_backend or (_user_network(configuration) if configuration.tap is None else _tap_network(configuration.tap))
    options = ["-netdev", _with_identifier(backend), "-device"]
    if configuration.machine == "microvm":
        options += ["virtio-net-device,netdev=net0"]
    else:
        options += [f"{NETWORK_CARDS[configuration.network_card]},netdev=net0,romfile="]
    return options


def _with_identifier(backend: str) -> str:
    kind, comma, rest = backend.partition(",")
    return f"{kind},id=net0{comma}{rest}"


def _tap_network(name: str) -> str:
    return f"tap,ifname={quoted(name)},script=no,downscript=no,vhost=off"


def _user_network(configuration: Configuration) -> str:
    guest = ""
    backend = "user"
    if configuration.address is not None:
        interface = ipaddress.IPv4Interface(configuration.address)
        guest = str(interface.ip)
        backend += f",net={interface.network}"
    for published in configuration.publications:
        backend += f",hostfwd={published.protocol}:{published.address}:{published.host}-{guest}:{published.guest}"
    return backend


def kernel_command_line(configuration: Configuration) -> str:
    """What the kernel reads at boot: `name=value`, separated by spaces, values percent-encoded."""
    words = [f"argv={_encoded(argument)}" for argument in configuration.arguments]
    words += [f"env={_encoded(assignment)}" for assignment in configuration.environment]
    words += network_options(configuration)
    words += [f"{key}={_encoded(value)}" for key, value in mount_words(configuration.directories, configuration.disks)]
    if configuration.verbose:
        words.append("verbose=1")
    if configuration.gc_stats:
        words.append("gc-stats=1")
    words += recording_options(configuration)
    return " ".join(words)


def network_options(configuration: Configuration) -> list[str]:
    """Who the machine is on its network. The host's end of a TAP interface has the first address of the network, as is usual."""
    words = [] if configuration.vlan is None else [f"vlan={configuration.vlan}"]
    if configuration.address is not None:
        network = ipaddress.IPv4Interface(configuration.address).network.network_address
        gateway, server = (network + 2, network + 3) if configuration.tap is None else (network + 1, network + 1)
        words += [f"ip={configuration.address}", f"gateway={gateway}", f"dns={server}"]
    return words


def recording_options(configuration: Configuration) -> list[str]:
    """What an image with trace points is told."""
    words = [f"trace={configuration.trace}"] if configuration.trace else []
    return words + (["capture=1"] if configuration.capture else [])


def _encoded(text: str) -> str:
    return quote_from_bytes(os.fsencode(text), safe="/:=.,-_")
