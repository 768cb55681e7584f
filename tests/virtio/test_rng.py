"""The entropy driver with its model, over every transport and every format of ring; and the generator that it feeds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import ALL_SETS, LIVES, attach
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.rng import ALL_FEATURES, RngModel
from yarara.kernel import entropy
from yarara.kernel.chacha import ChaCha
from yarara.kernel.virtio import rng
from yarara.kernel.virtio.rng import BUFFER_SIZE, VirtioRng
from yarara.kernel.virtio.transport import DEVICE_ENTROPY, VirtioError
from yarara.simulation import simulation

KNOWN = bytes(range(1, 256)) * 2


def start(features: int = ALL_FEATURES, bus: str = "mmio", seed: int = 1) -> tuple[RngModel, VirtioRng]:
    """A device that gives KNOWN, and its driver, in a new machine."""
    simulation.reset()
    model = RngModel(lambda count: KNOWN[:count], features & ALL_FEATURES)
    transport = attach(model, bus)
    assert transport.device_type == DEVICE_ENTROPY
    return model, VirtioRng(transport)


def read(driver: VirtioRng, length: int) -> bytes:
    return simulation.read_bytes(driver.buffer, driver.read(length))


@pytest.mark.parametrize("bus, features", LIVES)
def test_what_the_device_gives_arrives(bus: str, features: str) -> None:
    model, driver = start(ALL_SETS[features], bus)
    for turn in range(40):
        assert read(driver, 1 + turn) == KNOWN[:1 + turn]
    assert read(driver, BUFFER_SIZE) == KNOWN[:BUFFER_SIZE]
    assert driver.faults == 0 and model.interrupt_status == 0


def test_a_device_may_give_less_than_was_asked_for() -> None:
    model, driver = start()
    model.most = 5
    assert read(driver, 32) == KNOWN[:5]


@pytest.mark.parametrize("lie", ["nothing", *LIES])
@settings(max_examples=20, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, choices: random.Random, features: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rng, "PATIENCE", 20)
        model, driver = start(ALL_SETS[features])
        ring = model.queues[0].live
        model.lie = (lambda: ring.put(next(iter(ring.outstanding)), 0)) if lie == "nothing" else (
            lambda: LIES[lie](ring, choices.randrange))
        count = driver.read(32)
        assert 0 <= count <= 32
        if count == 0:
            assert driver.faults == 1 and not driver.failed
        model.lie = None
        ring.outstanding.clear()  # the lie may have been believed: it does not return the buffer again
        for _ in range(3):
            driver.read(32)
        assert read(driver, 32) == KNOWN[:32], driver.last_fault


def test_a_device_that_does_not_answer_is_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rng, "PATIENCE", 50)
    model, driver = start()
    model.silent = True
    assert driver.read(32) == 0 and driver.last_fault == "did not answer (queue 0, 1 lent)" and not driver.failed
    model.silent = False
    assert read(driver, 32) == KNOWN[:32]


def test_a_device_that_needs_a_reset_gets_one_before_patience_is_over() -> None:
    model, driver = start()
    model.silent = True
    model.fail()
    assert driver.read(32) == 0 and driver.last_fault == "asked for a reset" and not driver.failed
    model.silent = False
    assert read(driver, 32) == KNOWN[:32]


def test_a_device_that_cannot_be_reset_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rng, "PATIENCE", 50)
    model, driver = start()
    model.silent = model.ignores_reset = True
    assert driver.read(32) == 0 and driver.failed
    model.silent = model.ignores_reset = False
    assert driver.read(32) == 0


def test_a_device_without_a_queue_is_refused() -> None:
    simulation.reset()
    model = RngModel(lambda count: bytes(count), capacity=0)
    with pytest.raises(VirtioError):
        VirtioRng(attach(model))


# -- the generator -----------------------------------------------------------------------------------------------------

def test_the_block_function_gives_the_numbers_of_the_rfc() -> None:
    """RFC 8439, section 2.3.2."""
    cipher = ChaCha()
    key = bytes(range(32))
    nonce = bytes.fromhex("000000090000004a00000000")
    for i in range(8):
        cipher.input[4 + i] = int.from_bytes(key[4 * i:4 * i + 4], "little")
    cipher.input[12] = 1
    for i in range(3):
        cipher.input[13 + i] = int.from_bytes(nonce[4 * i:4 * i + 4], "little")
    cipher.make_block()
    expected = ("e4e7f110 15593bd1 1fdd0f50 c47120a3 c7f4d1c7 0368c033 9aaa2204 4e6cd4c3"
                " 466482d2 09aa9f07 05d7c214 a2028bd9 d19c12b5 b94e16de e883d0cb 4e3c50a2")
    assert " ".join(f"{cipher.block[i]:08x}" for i in range(16)) == expected


def words(count: int, source: bytes | None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What a generator makes whose processor has no randomness at all."""
    simulation.reset()
    monkeypatch.setattr(simulation, "random_word", lambda: 0)
    generator = entropy.Generator()
    if source is not None:
        known = source
        generator.device = VirtioRng(attach(RngModel(lambda count: known[:count])))
    return [generator.word() for _ in range(count)]


def test_the_device_alone_decides_when_the_processor_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    without = words(20, None, monkeypatch)
    first = words(20, bytes(range(32)), monkeypatch)
    assert first == words(20, bytes(range(32)), monkeypatch)
    last_byte_differs = words(20, bytes(range(31)) + b"\xFF", monkeypatch)
    assert len({*without, *first, *last_byte_differs}) == 60
    assert all(-(1 << 63) <= word < 1 << 63 for word in first)


def test_fresh_randomness_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entropy, "_BLOCKS_PER_KEY", 3)
    simulation.reset()
    asked: list[int] = []
    generator = entropy.Generator()
    generator.device = VirtioRng(attach(RngModel(lambda count: asked.append(count) or bytes(count))))  # type: ignore[func-returns-value]
    for _ in range(4 * 3 * 5):
        generator.word()
    assert asked == [entropy.KEY_BYTES] * 5


def test_what_was_given_out_is_not_kept() -> None:
    simulation.reset()
    generator = entropy.Generator()
    given_out = {word & 0xFFFF_FFFF for word in (generator.word() for _ in range(4))}
    kept = {generator._cipher.block[i] for i in range(16)} | {generator._cipher.input[i] for i in range(16)}
    assert not given_out & kept
