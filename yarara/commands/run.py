"""`yarara run`: build a program, boot it, be it: its output, its exit status."""

from __future__ import annotations

import ipaddress
import os
import re
import shlex
import signal
import sys
import time
from argparse import Namespace
from pathlib import Path

from yarara import cache
from yarara.commands import Commands, add_level, extras, observing, source_file
from yarara.commands.compiling import compiling
from yarara.commands.stopping import Stopped, stopped_by_signals
from yarara.compiler.options import PROCESS as PROCESS_TARGET, VM, Options
from yarara.errors import UserError
from yarara.machines import file_server, qemu
from yarara.machines.elf import memory_end
from yarara.machines.gc_stats import CollectorLog
from yarara.machines.qemu import Configuration, Publication
from yarara.machines.input import Input
from yarara.machines.registry import Registration
from yarara.machines.run import STOPPED_UNEXPECTEDLY, Ending, Outputs, VirtualMachine
from yarara.machines.storage import Disk, SharedDirectory

PROCESS = "process"
AUTO = "auto"
TIMED_OUT = 124
"""As timeout(1)."""
DEVICES = ("entropy", "9p", "disk", "input", "console", "balloon", "vsock", "vlan", "network")
"""What an image may say it uses."""
FIRST_CID = 3
"""Lower ones mean all machines, the machine itself, and the host."""
VHOST_VSOCK = "/dev/vhost-vsock"
_READER_GONE = 128 + signal.SIGPIPE


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "run", help="compile a program and boot it as a virtual machine",
        usage="yarara run [options] PROGRAM.py [-- ARGUMENT...]",
        epilog="What follows -- is the program's own, as in sys.argv.")
    parser.add_argument("source", metavar="PROGRAM.py", help="a program, or an image made by `yarara build`")
    parser.add_argument("--cpus", type=int, default=1, metavar="N", help=f"1 to {qemu.MAXIMUM_CPUS}; default 1")
    parser.add_argument("--memory", default="128M", metavar="SIZE", help="such as 8M or 1G; default 128M")
    parser.add_argument("--publish", action="append", default=[], metavar="HOST:GUEST[/udp]",
                        help="open a port of this host that leads to a port of the program; repeatable")
    parser.add_argument("--mount", action="append", default=[], metavar="HOST:GUEST[:ro]",
                        help="a directory of this host that the program finds under the path GUEST; repeatable")
    parser.add_argument("--share", choices=file_server.WAYS, default=file_server.NINEP,
                        help="how: 9p (the default) needs nothing but QEMU; virtiofs needs virtiofsd, which is started and ended, and root")
    parser.add_argument("--vsock", type=int, metavar="CID", help="streams between this host and a program that uses AF_VSOCK, which has this number, from 3 on")
    parser.add_argument("--disk", action="append", default=[], metavar="FILE[:GUEST][:ro]",
                        help="a raw image with FAT32 or ISO 9660 that the program finds under the path GUEST, default /disk; repeatable")
    parser.add_argument("--nic", choices=qemu.NETWORK_CARDS, default="virtio",
                        help="the network card; e1000 (82540EM) and e1000e (82574L) need a PCI bus: machine q35, then the default, or pc")
    parser.add_argument("--ip", metavar="ADDRESS/PREFIX", help="a static address; default: ask by DHCP")
    parser.add_argument("--tap", metavar="NAME", help="the TAP interface of this host that its network card is connected to, with --ip; without it a virtual machine has QEMU's user network")
    parser.add_argument("--machine", choices=(AUTO, *qemu.MACHINES, PROCESS), default=AUTO,
                        help="process: no VM, a Linux program; auto (the default): microvm, or process where QEMU is not installed")
    parser.add_argument("--accel", choices=("auto", "kvm", "tcg"), default="auto")
    parser.add_argument("--env", action="append", default=[], metavar="K=V", help="set in os.environ; repeatable")
    extras.add_to(parser, running=True)
    observing.add_to(parser)
    add_level(parser)
    parser.add_argument("--timeout", type=float, metavar="SECONDS", help=f"stop it after that long, with status {TIMED_OUT}")
    parser.add_argument("--gc-stats", action="store_true", help="at the end, say on stderr what the garbage collector did")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the kernel's messages and the VM's command line")
    parser.set_defaults(execute=execute)


def execute(arguments: Namespace) -> int:
    configuration = _configuration(arguments)
    if configuration.machine == AUTO:
        configuration.machine = _machine(arguments.source, configuration.network_card)
    if configuration.network_card != "virtio" and configuration.machine not in qemu.MACHINES_WITH_PCI:
        raise UserError(f"--nic {configuration.network_card} needs a PCI bus: use --machine q35 or pc", 2)
    if configuration.machine == PROCESS:
        _check_process(configuration)
        if arguments.share != file_server.NINEP:
            raise UserError(f"--share {arguments.share} needs a virtual machine; a process opens the files of this host itself", 2)
        extra = extras.chosen(arguments) & {"vlan"}
        image = _image(arguments.source, Options(PROCESS_TARGET, observing.is_wanted(configuration), extra, arguments.level))
        extras.check(image, extra)
        return _run_process(arguments, image, configuration)
    if configuration.tap is not None and configuration.publications:
        raise UserError("--publish needs QEMU's user network; with --tap the program has an address of its own", 2)
    program = qemu.find()
    image = _image(arguments.source, Options(VM, observing.is_wanted(configuration), extras.chosen(arguments), arguments.level))
    observing.check(image, configuration)
    _check_memory(image, configuration)
    configuration.network = _needs_network(image, configuration)
    configuration.entropy = "entropy" in image.devices
    configuration.console = "console" in image.devices
    configuration.balloon = "balloon" in image.devices
    extras.check(image, extras.chosen(arguments))
    for option, asked, device in [("--mount", configuration.directories, "9p"), ("--disk", configuration.disks, "disk")]:
        if asked and device not in image.devices:
            raise UserError(f"{option}: this program does not use files")
    _check_vsock(image, configuration)
    if configuration.network:
        for publication in configuration.publications:
            publication.check_free()
    configuration.accelerator = _accelerator(arguments.accel, program)
    served = arguments.share == file_server.VIRTIOFS
    if served:
        file_server.check(configuration.directories)
    with (observing.session(arguments, image, configuration), file_server.FileServers(configuration.directories if served else []) as servers,
          Registration(arguments.source, image.path, configuration.machine, configuration.cpus) as registration):
        configuration.file_servers = servers.sockets if served else None
        configuration.monitor = registration.monitor
        if "input" not in image.devices:
            return _run(program, image.path, configuration, arguments.timeout, registration)
        with Input(0) as source:
            configuration.input = source.descriptor
            return _run(program, image.path, configuration, arguments.timeout, registration)


# -- what to run -------------------------------------------------------------------------------------------------------

def _configuration(arguments: Namespace) -> Configuration:
    if not 1 <= arguments.cpus <= qemu.MAXIMUM_CPUS:
        raise UserError(f"--cpus {arguments.cpus}: choose 1 to {qemu.MAXIMUM_CPUS}", 2)
    if arguments.timeout is not None and not arguments.timeout > 0:
        raise UserError(f"--timeout {arguments.timeout:g}: choose a number of seconds above 0", 2)
    for assignment in arguments.env:
        if "=" not in assignment[1:]:
            raise UserError(f"--env {assignment}: expected K=V", 2)
    configuration = Configuration(
        machine=arguments.machine, cpus=arguments.cpus, memory=_memory(arguments.memory),
        arguments=[arguments.source, *arguments.arguments], environment=arguments.env,
        publications=[Publication.parse(text) for text in arguments.publish],
        directories=[SharedDirectory.parse(text) for text in arguments.mount],
        disks=[Disk.parse(text) for text in arguments.disk], vsock=arguments.vsock, address=_address(arguments.ip), tap=arguments.tap, vlan=extras.vlan(arguments),
        network_card=arguments.nic, verbose=arguments.verbose, gc_stats=arguments.gc_stats)
    if configuration.vlan is not None and configuration.tap is None:
        raise UserError(f"--vlan {configuration.vlan} needs --tap NAME: QEMU's user network knows no VLANs", 2)
    observing.configure(arguments, configuration)
    return configuration


def _check_vsock(image: cache.Image, configuration: Configuration) -> None:
    number = configuration.vsock
    if number is None:
        return
    if "vsock" not in image.devices:
        raise UserError("--vsock: this program does not use AF_VSOCK")
    if not FIRST_CID <= number < 0xFFFF_FFFF:
        raise UserError(f"--vsock {number}: choose a number from {FIRST_CID} on", 2)
    if not os.access(VHOST_VSOCK, os.R_OK | os.W_OK):
        raise UserError(f"--vsock {number}: {VHOST_VSOCK} is missing or may not be opened (modprobe vhost_vsock, as root)")


def _memory(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*[KMG]", text.upper()):
        raise UserError(f"--memory {text}: expected a size such as 4096K, 64M or 1G", 2)
    return text.upper()


def _machine(source: str, network_card: str) -> str:
    """The machine that starts soonest of those that are here; an image is made for a virtual one."""
    if network_card != "virtio":
        return qemu.MACHINES_WITH_PCI[0]
    if qemu.is_installed() or source.endswith(".elf"):
        return qemu.MACHINES[0]
    print("yarara: QEMU is not installed: running as a Linux process (--machine process)", file=sys.stderr)
    return PROCESS


def _check_process(configuration: Configuration) -> None:
    """Refuse what only a virtual machine has."""
    if configuration.publications:
        raise UserError("--publish needs a virtual machine; a process has a network card with --tap NAME --ip ADDRESS/PREFIX", 2)
    if configuration.capture and configuration.tap is None:
        raise UserError("--pcap needs a network card; a process has one with --tap NAME --ip ADDRESS/PREFIX", 2)
    if configuration.vsock is not None:
        raise UserError("--vsock needs a virtual machine", 2)
    if configuration.disks:
        raise UserError("--disk needs a virtual machine; a process finds directories with --mount HOST:GUEST", 2)
    for directory in configuration.directories:
        if directory.read_only:
            raise UserError(f"--mount {directory.host}:{directory.guest}:ro needs a virtual machine; a process cannot be kept from writing", 2)


def _check_memory(image: cache.Image, configuration: Configuration) -> None:
    """The image must fit; what the program needs beyond that, only it can say (MemoryError)."""
    needed = memory_end(image.path)
    if configuration.memory_bytes < needed:
        raise UserError(f"--memory {configuration.memory} is too small: the image alone ends at {needed / (1 << 20):.1f} MiB", 2)


def _address(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        interface = ipaddress.IPv4Interface(text)
    except ValueError:
        interface = None
    if interface is None or interface.network.prefixlen > 29:
        raise UserError(f"--ip {text}: expected an address and the length of its prefix, for example 10.0.2.15/24", 2)
    return str(interface)


def _image(source: str, options: Options) -> cache.Image:
    if source.endswith(".elf"):
        if not os.path.exists(source):
            raise UserError(f"{source}: there is no such file", 2)
        return cache.Image(Path(source), _marked_devices(Path(source)))
    with compiling() as step:
        return cache.image_of(source_file(source), options, step)


def _marked_devices(path: Path) -> frozenset[str]:
    """The devices that an image says it uses; a stripped one can no longer say, so it gets them all."""
    from elftools.common.exceptions import ELFError
    from elftools.elf.elffile import ELFFile
    from elftools.elf.sections import SymbolTableSection

    try:
        with path.open("rb") as stream:
            symbols = ELFFile(stream).get_section_by_name(".symtab")
            if not isinstance(symbols, SymbolTableSection):
                return frozenset(DEVICES)
            return frozenset(name for name in (*DEVICES, observing.MARK) if symbols.get_symbol_by_name(f"yarara_uses_{name}"))
    except ELFError:
        raise UserError(f"{path} is not an image (an ELF file)") from None


def _needs_network(image: cache.Image, configuration: Configuration) -> bool:
    asked = [("--publish", configuration.publications), ("--pcap", configuration.capture), ("--ip", configuration.address),
             (f"--nic {configuration.network_card}", configuration.network_card != "virtio"), ("--tap", configuration.tap)]
    for option, value in asked:
        if value and "network" not in image.devices:
            raise UserError(f"{option}: this program does not use the network (it never imports socket)")
    return "network" in image.devices


def _accelerator(name: str, program: str) -> str:
    if name == "kvm" and not os.access("/dev/kvm", os.R_OK | os.W_OK):
        raise UserError("--accel kvm: /dev/kvm is missing or may not be opened; use --accel tcg")
    if name != "auto":
        return name
    from yarara.machines import accelerator

    return accelerator.choose(program).accelerator


# -- running it --------------------------------------------------------------------------------------------------------

def _print(collections: CollectorLog, configuration: Configuration) -> None:
    if configuration.gc_stats:
        for line in collections.lines or ["gc: the program has not said what was collected"]:
            print(line, file=sys.stderr)


def _run(program: str, image: Path, configuration: Configuration, timeout: float | None, registration: Registration) -> int:
    log = CollectorLog(_writer(2) if configuration.verbose else _ignore)
    outputs = Outputs(stdout=_writer(1), stderr=_writer(2), log=log)
    inherited = [descriptor for descriptor in (configuration.shared_memory, configuration.input) if descriptor is not None]
    try:
        with stopped_by_signals(), VirtualMachine(lambda streams: qemu.command_line(program, image, configuration, streams), outputs, inherited) as machine:
            registration.started(machine.process.pid)
            if configuration.verbose:
                print(shlex.join(machine.command), file=sys.stderr, flush=True)
            if not machine.pump(None if timeout is None else time.monotonic() + timeout):
                raise _timed_out(timeout)
            ending = machine.ending()
            _print(log, configuration)
            return _status(ending, image, configuration)
    except Stopped as stopped:
        return stopped.status
    except BrokenPipeError:
        return _READER_GONE


def _run_process(arguments: Namespace, image: cache.Image, configuration: Configuration) -> int:
    from yarara.machines import process

    log = CollectorLog(_writer(2) if configuration.verbose else _ignore)
    timeout: float | None = arguments.timeout
    with observing.session(arguments, image, configuration), Registration(arguments.source, image.path, PROCESS, configuration.cpus) as registration:
        try:
            with stopped_by_signals():
                ending = process.run(image.path, configuration, timeout, log, registration.started)
        except Stopped as stopped:
            return stopped.status
    _print(log, configuration)
    if ending.panic:
        raise _panicked(image.path, ending.panic)
    if ending.status is None:
        raise _timed_out(timeout)
    if ending.status < 0:
        raise UserError(f"the process was ended by {signal.Signals(-ending.status).name}", STOPPED_UNEXPECTEDLY)
    return ending.status


def _panicked(image: Path, words: list[str]) -> UserError:
    """The kernel's last words, for a person."""
    from yarara.machines import panic

    return UserError(f"the kernel stopped\n{panic.describe(image, words)}", STOPPED_UNEXPECTEDLY)


def _timed_out(timeout: float | None) -> UserError:
    return UserError(f"stopped after {timeout or 0:g} s, as --timeout says", TIMED_OUT)


def _ignore(data: bytes) -> None:
    pass


class _writer:
    """Writes bytes to a file descriptor, all of them."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __call__(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data):]


def _status(ending: Ending, image: Path, configuration: Configuration) -> int:
    """The application's status, or an error that says why there is none."""
    if configuration.verbose and ending.machine_errors:
        sys.stderr.write(ending.machine_errors)
    if ending.panic:
        raise _panicked(image, ending.panic)
    if ending.status is not None:
        return ending.status
    if ending.machine_status == 1 and ending.machine_errors.strip():
        raise UserError(_why_not_started(ending.machine_errors), STOPPED_UNEXPECTEDLY)
    if ending.machine_status < 0:
        raise UserError(f"QEMU was ended by {signal.Signals(-ending.machine_status).name}", STOPPED_UNEXPECTEDLY)
    raise UserError("the kernel stopped unexpectedly (it reset the machine); -v shows its last messages", STOPPED_UNEXPECTEDLY)


def _why_not_started(errors: str) -> str:
    """QEMU's own complaint, one line; warnings are not the reason."""
    lines = [line for line in errors.splitlines() if line.strip() and "warning:" not in line]
    last = lines[-1] if lines else errors.strip()
    return f"QEMU did not start: {last.removeprefix(qemu.PROGRAM + ': ')}"
