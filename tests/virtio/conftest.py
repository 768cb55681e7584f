"""The network driver with its model, over every transport and with every set of features."""

from __future__ import annotations

import pytest

from tests.virtio.machines import ALL_SETS, LIVES, Machine
from yarara.devicemodel.net import NetModel


@pytest.fixture(params=LIVES, ids=lambda p: f"{p[0]}, {p[1]}")
def net(request: pytest.FixtureRequest) -> Machine:
    bus, features = request.param
    return Machine(NetModel(capacity=16, features=ALL_SETS[features]), bus)
