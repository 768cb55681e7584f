"""An operating system's tasks that send each other packets (after Martin Richards, 1981): objects, methods, lists that are linked.    richards.py [ROUNDS]"""

from __future__ import annotations

import sys

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
DEVICE_PACKET, WORK_PACKET = 0, 1
DATA_SIZE = 4
IDLE_STEPS = 10000
LETTERS = 26


class Packet:
    """What one task sends to another; a link of a queue."""

    def __init__(self, link: Packet | None, identity: int, kind: int) -> None:
        self.link = link
        self.identity = identity
        self.kind = kind
        self.datum = 0
        self.data = [0] * DATA_SIZE

    def append_to(self, queue: Packet | None) -> Packet:
        """The queue with this packet at its end."""
        self.link = None
        if queue is None:
            return self
        last = queue
        following = last.link
        while following is not None:
            last = following
            following = last.link
        last.link = self
        return queue


class Task:
    """Runs when it is neither held nor waits without a packet; those of lower priority come later in the chain."""

    def __init__(self, system: System, identity: int, priority: int, queue: Packet | None, waiting: bool) -> None:
        self.system = system
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = waiting
        self.held = False
        self.link = system.tasks
        system.tasks = self
        system.table[identity] = self

    def step(self, packet: Packet | None) -> Task | None:
        """Do some work; the task to run next."""
        raise NotImplementedError

    def may_not_run(self) -> bool:
        return self.held or not self.pending and self.waiting

    def run(self) -> Task | None:
        packet: Packet | None = None
        if self.pending and self.waiting:
            packet = self.queue
            if packet is not None:
                self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.step(packet)

    def receive(self, packet: Packet, sender: Task) -> Task:
        """Take a packet; whoever has the higher priority goes on."""
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def wait(self) -> Task:
        self.waiting = True
        return self

    def hold(self) -> Task | None:
        self.system.holds += 1
        self.held = True
        return self.link

    def release(self, identity: int) -> Task:
        other = self.system.task(identity)
        other.held = False
        return other if other.priority > self.priority else self

    def send(self, packet: Packet) -> Task:
        other = self.system.task(packet.identity)
        self.system.sent += 1
        packet.link = None
        packet.identity = self.identity
        return other.receive(packet, self)


class Idle(Task):
    """Releases one device or the other, by a sequence that looks random."""

    def __init__(self, system: System) -> None:
        super().__init__(system, IDLE, 0, None, False)
        self.control = 1
        self.left = IDLE_STEPS

    def step(self, packet: Packet | None) -> Task | None:
        self.left -= 1
        if self.left == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class Worker(Task):
    """Fills packets with letters, for the handlers in turns."""

    def __init__(self, system: System, queue: Packet | None) -> None:
        super().__init__(system, WORKER, 1000, queue, True)
        self.destination = HANDLER_A
        self.letter = 0

    def step(self, packet: Packet | None) -> Task | None:
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.identity = self.destination
        packet.datum = 0
        for i in range(DATA_SIZE):
            self.letter = self.letter % LETTERS + 1
            packet.data[i] = self.letter
        return self.send(packet)


class Handler(Task):
    """Gives what the worker wrote to its device, a letter a packet."""

    def __init__(self, system: System, identity: int, priority: int, queue: Packet | None) -> None:
        super().__init__(system, identity, priority, queue, True)
        self.device = DEVICE_A if identity == HANDLER_A else DEVICE_B
        self.work: Packet | None = None
        self.free: Packet | None = None

    def step(self, packet: Packet | None) -> Task | None:
        if packet is not None:
            if packet.kind == WORK_PACKET:
                self.work = packet.append_to(self.work)
            else:
                self.free = packet.append_to(self.free)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= DATA_SIZE:
            self.work = work.link
            work.identity = WORKER
            return self.send(work)
        free = self.free
        if free is None:
            return self.wait()
        self.free = free.link
        free.datum = work.data[work.datum]
        free.identity = self.device
        work.datum += 1
        return self.send(free)


class Device(Task):
    """Keeps a packet until the idle task releases it."""

    def __init__(self, system: System, identity: int, priority: int) -> None:
        super().__init__(system, identity, priority, None, True)
        self.kept: Packet | None = None

    def step(self, packet: Packet | None) -> Task | None:
        if packet is not None:
            self.kept = packet
            return self.hold()
        kept = self.kept
        if kept is None:
            return self.wait()
        self.kept = None
        kept.identity = WORKER if kept.kind == WORK_PACKET else HANDLER_A if self.identity == DEVICE_A else HANDLER_B
        return self.send(kept)


class System:
    """The tasks, and what they count."""

    def __init__(self) -> None:
        self.tasks: Task | None = None
        self.table: list[Task | None] = [None] * 6
        self.holds = 0
        self.sent = 0

    def task(self, identity: int) -> Task:
        found = self.table[identity]
        assert found is not None
        return found

    def schedule(self) -> None:
        current = self.tasks
        while current is not None:
            current = current.link if current.may_not_run() else current.run()


def run_once() -> tuple[int, int]:
    system = System()
    Idle(system)
    Worker(system, Packet(Packet(None, 0, WORK_PACKET), 0, WORK_PACKET))
    for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        queue: Packet | None = None
        for _ in range(3):
            queue = Packet(queue, device, DEVICE_PACKET)
        Handler(system, handler, priority, queue)
    Device(system, DEVICE_A, 4000)
    Device(system, DEVICE_B, 5000)
    system.schedule()
    return system.sent, system.holds


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    sent = holds = 0
    for _ in range(rounds):
        more_sent, more_holds = run_once()
        sent += more_sent
        holds += more_holds
    print(f"{sent} packets sent, {holds} times held")


if __name__ == "__main__":
    main()
