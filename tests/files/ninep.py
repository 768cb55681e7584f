"""A directory of the host behind the 9P driver, in the simulated machine."""

from __future__ import annotations

from pathlib import Path

from tests.virtio.machines import attach
from yarara.devicemodel.ninep import ALL_FEATURES, NinePModel
from yarara.devicemodel.ninep_server import Server
from yarara.kernel.files.filesystem import READ, FileSystem
from yarara.kernel.files.ninep import NinePFiles
from yarara.kernel.files.ninep_client import Client
from yarara.kernel.virtio.ninep import Virtio9p
from yarara.simulation import simulation

OF_THE_DEVICE = 1


def start(top: Path, features: int = ALL_FEATURES, bus: str = "mmio", most: int = 1 << 20) -> tuple[NinePModel, NinePFiles, Virtio9p]:
    """In a new machine, mounted at /data."""
    simulation.reset()
    model = NinePModel(Server(top, most), "data", features & ALL_FEATURES | OF_THE_DEVICE)
    device = Virtio9p(attach(model, bus))
    return model, NinePFiles(Client(device), "/data"), device


def read(files: FileSystem, path: str, piece: int = 100_000) -> bytes:
    """A whole file."""
    file = files.open(path, READ)
    buffer = simulation.allocate(piece)
    parts = b""
    while count := file.read_at(len(parts), buffer, piece):
        parts += simulation.read_bytes(buffer, count)
    file.close()
    return parts


def write(files: FileSystem, path: str, data: bytes, flags: int, position: int = 0) -> None:
    file = files.open(path, flags)
    try:
        buffer = simulation.allocate(len(data) + 1)
        simulation.write_bytes(buffer, data)
        file.write_at(position, buffer, len(data))
    finally:
        file.close()
