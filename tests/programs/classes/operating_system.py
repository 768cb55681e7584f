# An operating system simulation in the style of the classic benchmark.
from __future__ import annotations
from typing import Optional, List, cast

I_IDLE, I_WORK, I_HANDA, I_HANDB, I_DEVA, I_DEVB = range(1, 7)
K_DEV = 1000
K_WORK = 1001
BUFSIZE = 4

class Packet:
    def __init__(self, l: Optional[Packet], i: int, k: int) -> None:
        self.link = l
        self.ident = i
        self.kind = k
        self.datum = 0
        self.data: List[int] = [0] * BUFSIZE

    def append_to(self, lst: Optional[Packet]) -> Packet:
        self.link = None
        if lst is None:
            return self
        p = lst
        nxt = p.link
        while nxt is not None:
            p = nxt
            nxt = p.link
        p.link = self
        return lst

class TaskRec:
    pass

class DeviceTaskRec(TaskRec):
    def __init__(self) -> None:
        self.pending: Optional[Packet] = None

class IdleTaskRec(TaskRec):
    def __init__(self) -> None:
        self.control = 1
        self.count = 1000

class HandlerTaskRec(TaskRec):
    def __init__(self) -> None:
        self.work_in: Optional[Packet] = None
        self.device_in: Optional[Packet] = None

    def workInAdd(self, p: Packet) -> Optional[Packet]:
        self.work_in = p.append_to(self.work_in)
        return self.work_in

    def deviceInAdd(self, p: Packet) -> Optional[Packet]:
        self.device_in = p.append_to(self.device_in)
        return self.device_in

class WorkerTaskRec(TaskRec):
    def __init__(self) -> None:
        self.destination = I_HANDA
        self.count = 0

class TaskState:
    def __init__(self) -> None:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def packetPending(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False
        return self

    def waiting(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = True
        self.task_holding = False
        return self

    def running(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = False
        self.task_holding = False
        return self

    def waitingWithPacket(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = True
        self.task_holding = False
        return self

    def isTaskHoldingOrWaiting(self) -> bool:
        return self.task_holding or (not self.packet_pending and self.task_waiting)

    def isWaitingWithPacket(self) -> bool:
        return self.packet_pending and (self.task_waiting and not self.task_holding)

class TaskWorkArea:
    def __init__(self) -> None:
        self.taskList: Optional[Task] = None
        self.taskTab: List[Optional[Task]] = [None] * 10
        self.holdCount = 0
        self.qpktCount = 0

work = TaskWorkArea()

class Task(TaskState):
    def __init__(self, i: int, p: int, w: Optional[Packet], initialState: TaskState, r: TaskRec) -> None:
        super().__init__()
        self.link: Optional[Task] = work.taskList
        self.ident = i
        self.priority = p
        self.input = w
        self.packet_pending = initialState.packet_pending
        self.task_waiting = initialState.task_waiting
        self.task_holding = initialState.task_holding
        self.handle = r
        work.taskList = self
        work.taskTab[i] = self

    def fn(self, pkt: Optional[Packet], r: TaskRec) -> Optional[Task]:
        raise NotImplementedError

    def addPacket(self, p: Packet, old: Task) -> Task:
        if self.input is None:
            self.input = p
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            p.append_to(self.input)
        return old

    def runTask(self) -> Optional[Task]:
        if self.isWaitingWithPacket():
            msg = self.input
            assert msg is not None
            self.input = msg.link
            if self.input is None:
                self.running()
            else:
                self.packetPending()
        else:
            msg = None
        return self.fn(msg, self.handle)

    def waitTask(self) -> Task:
        self.task_waiting = True
        return self

    def hold(self) -> Optional[Task]:
        work.holdCount += 1
        self.task_holding = True
        return self.link

    def release(self, i: int) -> Task:
        t = self.findtcb(i)
        t.task_holding = False
        if t.priority > self.priority:
            return t
        return self

    def qpkt(self, pkt: Packet) -> Task:
        t = self.findtcb(pkt.ident)
        work.qpktCount += 1
        pkt.link = None
        pkt.ident = self.ident
        return t.addPacket(pkt, self)

    def findtcb(self, id: int) -> Task:
        t = work.taskTab[id]
        if t is None:
            raise Exception(f"Bad task id {id}")
        return t

class DeviceTask(Task):
    def fn(self, pkt: Optional[Packet], r: TaskRec) -> Optional[Task]:
        d = cast(DeviceTaskRec, r)
        if pkt is None:
            pkt = d.pending
            if pkt is None:
                return self.waitTask()
            d.pending = None
            return self.qpkt(pkt)
        d.pending = pkt
        return self.hold()

class HandlerTask(Task):
    def fn(self, pkt: Optional[Packet], r: TaskRec) -> Optional[Task]:
        h = cast(HandlerTaskRec, r)
        if pkt is not None:
            if pkt.kind == K_WORK:
                h.workInAdd(pkt)
            else:
                h.deviceInAdd(pkt)
        w = h.work_in
        if w is None:
            return self.waitTask()
        count = w.datum
        if count >= BUFSIZE:
            h.work_in = w.link
            return self.qpkt(w)
        dev = h.device_in
        if dev is None:
            return self.waitTask()
        h.device_in = dev.link
        dev.datum = w.data[count]
        w.datum = count + 1
        return self.qpkt(dev)

class IdleTask(Task):
    def fn(self, pkt: Optional[Packet], r: TaskRec) -> Optional[Task]:
        i = cast(IdleTaskRec, r)
        i.count -= 1
        if i.count == 0:
            return self.hold()
        if i.control & 1 == 0:
            i.control //= 2
            return self.release(I_DEVA)
        i.control = i.control // 2 ^ 0xD008
        return self.release(I_DEVB)

A = ord("A")

class WorkTask(Task):
    def fn(self, pkt: Optional[Packet], r: TaskRec) -> Optional[Task]:
        w = cast(WorkerTaskRec, r)
        if pkt is None:
            return self.waitTask()
        dest = I_HANDB if w.destination == I_HANDA else I_HANDA
        w.destination = dest
        pkt.ident = dest
        pkt.datum = 0
        for i in range(BUFSIZE):
            w.count += 1
            if w.count > 26:
                w.count = 1
            pkt.data[i] = A + w.count - 1
        return self.qpkt(pkt)

def schedule() -> None:
    t = work.taskList
    while t is not None:
        if t.isTaskHoldingOrWaiting():
            t = t.link
        else:
            t = t.runTask()

def run() -> None:
    work.__init__()  # type: ignore[misc]
    IdleTask(I_IDLE, 1, None, TaskState().running(), IdleTaskRec())
    wkq: Optional[Packet] = Packet(None, 0, K_WORK)
    wkq = Packet(wkq, 0, K_WORK)
    WorkTask(I_WORK, 1000, wkq, TaskState().waitingWithPacket(), WorkerTaskRec())
    for h, d in ((I_HANDA, I_DEVA), (I_HANDB, I_DEVB)):
        wkq = None
        for _ in range(3):
            wkq = Packet(wkq, d, K_DEV)
        HandlerTask(h, 2000 + h, wkq, TaskState().waitingWithPacket(), HandlerTaskRec())
    for d in (I_DEVA, I_DEVB):
        DeviceTask(d, 4000 + d, None, TaskState().waiting(), DeviceTaskRec())
    schedule()

run()
print(work.holdCount, work.qpktCount)
