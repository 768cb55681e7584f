"""Richards: an operating system kernel in miniature, its tasks and packets, with the counts that the benchmark checks."""
from __future__ import annotations

from typing import Optional

I_IDLE, I_WORK, I_HANDLERA, I_HANDLERB, I_DEVA, I_DEVB = range(1, 7)
K_DEV, K_WORK = 1000, 1001
BUFSIZE = 4


class Packet:
    def __init__(self, link: Packet | None, ident: int, kind: int) -> None:
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFSIZE

    def append_to(self, lst: Packet | None) -> Packet:
        self.link = None
        if lst is None:
            return self
        p = lst
        while (following := p.link) is not None:
            p = following
        p.link = self
        return lst


class Task:
    task_list: "list[Task]" = []
    hold_count = 0
    qpkt_count = 0

    def __init__(self, ident: int, priority: int, work: Packet | None) -> None:
        self.ident, self.priority, self.input = ident, priority, work
        self.waiting = work is None
        self.holding = False
        Task.task_list.append(self)

    def step(self, packet: Packet | None) -> None:
        raise NotImplementedError(type(self).__name__)

    def wait(self) -> None:
        self.waiting = True

    def hold(self) -> None:
        Task.hold_count += 1
        self.holding = True

    def release(self, ident: int) -> None:
        find(ident).holding = False

    def queue(self, packet: Packet) -> None:
        Task.qpkt_count += 1
        target = find(packet.ident)
        packet.ident = self.ident
        target.input = packet.append_to(target.input)

    @property
    def runnable(self) -> bool:
        return not self.holding and (self.input is not None or not self.waiting)


def find(ident: int) -> Task:
    for task in Task.task_list:
        if task.ident == ident:
            return task
    raise LookupError(f"Bad task id {ident}")


class IdleTask(Task):
    control, count = 1, 400

    def step(self, packet: Packet | None) -> None:
        self.count -= 1
        if self.count == 0:
            self.hold()
        elif self.control & 1 == 0:
            self.control //= 2
            self.release(I_DEVA)
        else:
            self.control = self.control // 2 ^ 0xD008
            self.release(I_DEVB)


class WorkTask(Task):
    destination = I_HANDLERA
    letter = 0

    def step(self, packet: Packet | None) -> None:
        if packet is None:
            return self.wait()
        self.destination = I_HANDLERB if self.destination == I_HANDLERA else I_HANDLERA
        packet.ident = self.destination
        packet.datum = 0
        for i in range(BUFSIZE):
            self.letter = self.letter % 26 + 1
            packet.data[i] = ord("A") + self.letter - 1
        self.queue(packet)


class HandlerTask(Task):
    work_in: Optional[Packet] = None
    device_in: Optional[Packet] = None

    def step(self, packet: Packet | None) -> None:
        if packet is not None:
            if packet.kind == K_WORK:
                self.work_in = packet.append_to(self.work_in)
            else:
                self.device_in = packet.append_to(self.device_in)
        work = self.work_in
        if work is None:
            return self.wait()
        if work.datum >= BUFSIZE:
            self.work_in = work.link
            return self.queue(work)
        dev = self.device_in
        if dev is None:
            return self.wait()
        self.device_in = dev.link
        dev.datum = work.data[work.datum]
        work.datum += 1
        self.queue(dev)


class DeviceTask(Task):
    pending: Packet | None = None
    seen = ""

    def step(self, packet: Packet | None) -> None:
        if packet is None:
            if (waiting := self.pending) is None:
                return self.wait()
            self.pending = None
            self.queue(waiting)
        else:
            self.pending = packet
            self.seen += chr(packet.datum)
            self.hold()


def schedule(limit: int = 100_000) -> int:
    rounds = 0
    while rounds < limit:
        ready = [t for t in Task.task_list if t.runnable]
        if not ready:
            break
        task = max(ready, key=lambda t: t.priority)
        packet = task.input
        if packet is not None:
            task.input = packet.link
        task.waiting = False
        task.step(packet)
        rounds += 1
    return rounds


def chain(ident: int, kind: int, count: int) -> Packet | None:
    result: Packet | None = None
    for _ in range(count):
        result = Packet(result, ident, kind)
    return result


def main() -> None:
    IdleTask(I_IDLE, 1, None).waiting = False
    WorkTask(I_WORK, 1000, chain(0, K_WORK, 2))
    a = HandlerTask(I_HANDLERA, 2000, chain(I_DEVA, K_DEV, 3))
    HandlerTask(I_HANDLERB, 3000, chain(I_DEVB, K_DEV, 3))
    devices = [DeviceTask(I_DEVA, 4000, None), DeviceTask(I_DEVB, 5000, None)]
    for task in (a, *devices):
        task.waiting = True
    print("rounds", schedule(), "queued", Task.qpkt_count, "held", Task.hold_count)
    for device in devices:
        print(device.ident, len(device.seen), device.seen[:30])
    try:
        find(99)
    except LookupError as e:
        print(repr(e))
    try:
        Task(50, 1, None).step(None)
    except NotImplementedError as e:
        print("abstract", e)


main()
