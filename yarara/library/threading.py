"""`threading`: threads that run in parallel on all cores, and what they wait for each other with.

Importing it starts the other cores.
"""

from __future__ import annotations

from typing import Callable, TypeVar, TypeVarTuple, Unpack

from yarara import machine
from yarara.kernel import ending
from yarara.kernel.cpu import clock, smp
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.mutex import Mutex
from yarara.kernel.threads.wait import WaitQueue
from yarara.kernel.trace import points
from yarara.runtime import tracebacks
from yarara.runtime.output import write_stderr

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

TIMEOUT_MAX = 9223372036.0
"""The longest timeout, in seconds."""


def _deadline(timeout: float | None) -> int:
    """When a timeout that starts now is over; None and negative ones never are."""
    if timeout is None or timeout < 0:
        return clock.NEVER
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    now = clock.monotonic()
    return min(now + int(timeout * 1e9), clock.NEVER) if timeout < 1e9 else clock.NEVER


class _Lockable:
    """What Condition needs of a lock."""

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        raise NotImplementedError

    def release(self) -> None:
        raise NotImplementedError

    def _is_owned(self) -> bool:
        """Whether the current thread may release it, as far as it knows."""
        raise NotImplementedError

    def _release_all(self) -> int:
        """Release it however often it was acquired; what `_acquire_again` needs to restore that."""
        raise NotImplementedError

    def _acquire_again(self, count: int) -> None:
        raise NotImplementedError


def _lock_deadline(blocking: bool, timeout: float) -> int:
    """The deadline of `acquire(blocking, timeout)`; 0 when it must not wait. Raises ValueError as CPython does."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    return _deadline(timeout)


class Lock(_Lockable):
    """A lock that one thread at a time holds."""

    def __init__(self) -> None:
        self._mutex = Mutex()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take it, waiting until it is free; whether it was taken."""
        if self._mutex.try_acquire():
            return True
        deadline = _lock_deadline(blocking, timeout)
        return deadline != 0 and self._mutex.acquire(deadline)

    def release(self) -> None:
        """Let it go; any thread may. Raises RuntimeError when nobody holds it."""
        if not self._mutex.is_taken():
            raise RuntimeError("release unlocked lock")
        self._mutex.release()

    def locked(self) -> bool:
        """Whether somebody holds it."""
        return self._mutex.is_taken()

    def __enter__(self) -> bool:
        return self._mutex.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self._mutex.release()

    def _is_owned(self) -> bool:
        return self._mutex.is_taken()

    def _release_all(self) -> int:
        self.release()
        return 1

    def _acquire_again(self, count: int) -> None:
        self._mutex.acquire()


class RLock(_Lockable):
    """A lock that the thread which holds it may take again."""

    def __init__(self) -> None:
        self._mutex = Mutex()
        self._owner = 0
        self._count = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take it, waiting until no other thread holds it; whether it was taken."""
        if self._is_owned():
            self._count += 1
            return True
        if not self._mutex.try_acquire():
            deadline = _lock_deadline(blocking, timeout)
            if deadline == 0 or not self._mutex.acquire(deadline):
                return False
        self._owner = get_ident()
        self._count = 1
        return True

    def release(self) -> None:
        """Undo one acquire. Raises RuntimeError when this thread does not hold it."""
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = 0
            self._mutex.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.release()

    def _is_owned(self) -> bool:
        return self._owner == get_ident()

    def _release_all(self) -> int:
        count = self._count
        self._count = 0
        self._owner = 0
        self._mutex.release()
        return count

    def _acquire_again(self, count: int) -> None:
        self._mutex.acquire()
        self._owner = get_ident()
        self._count = count


class Condition:
    """Threads that wait, under a lock, for something to change."""

    def __init__(self, lock: _Lockable | None = None) -> None:
        self._lock: _Lockable = RLock() if lock is None else lock
        self._waiting = WaitQueue()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Acquire the lock."""
        return self._lock.acquire(blocking, timeout)

    def release(self) -> None:
        """Release the lock."""
        self._lock.release()

    def __enter__(self) -> bool:
        return self._lock.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self._lock.release()

    def wait(self, timeout: float | None = None) -> bool:
        """Release the lock, wait for `notify`, take the lock again; False when the timeout came first.

        Raises RuntimeError when the lock is not held.
        """
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        deadline = _deadline(None if timeout is None else max(timeout, 0.0))
        self._waiting.lock()
        self._waiting.add()
        self._waiting.unlock()
        count = self._lock._release_all()
        notified = self._waiting.wait(deadline)
        self._lock._acquire_again(count)
        return notified

    def wait_for(self, predicate: Callable[[], T], timeout: float | None = None) -> T:
        """Wait until `predicate()` is true or the timeout is over; its last result."""
        end = _deadline(None if timeout is None else max(timeout, 0.0))
        result = predicate()
        while not result:
            if timeout is None:
                self.wait()
            else:
                left = end - clock.monotonic()
                if left <= 0:
                    break
                self.wait(left / 1e9)
            result = predicate()
        return result

    def notify(self, n: int = 1) -> None:
        """Wake up to `n` threads that wait. Raises RuntimeError when the lock is not held."""
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiting.wake(n)

    def notify_all(self) -> None:
        """Wake all threads that wait."""
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiting.wake_all()


class Event:
    """A flag that threads wait for."""

    def __init__(self) -> None:
        self._flag = False
        self._waiting = WaitQueue()

    def is_set(self) -> bool:
        return self._flag

    def set(self) -> None:
        """Raise the flag and wake all who wait for it."""
        self._waiting.lock()
        self._flag = True
        self._waiting.unlock()
        self._waiting.wake_all()

    def clear(self) -> None:
        """Lower the flag."""
        self._flag = False

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the flag is up; False when the timeout came first."""
        deadline = _deadline(None if timeout is None else max(timeout, 0.0))
        self._waiting.lock()
        if self._flag:
            self._waiting.unlock()
            return True
        self._waiting.add()
        self._waiting.unlock()
        return self._waiting.wait(deadline) or self._flag


class Semaphore:
    """A number that `acquire` takes one from, waiting while it is zero."""

    def __init__(self, value: int = 1) -> None:
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._waiting = WaitQueue()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        """Take one; False when that would mean to wait, or to wait longer than the timeout."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = _deadline(None if timeout is None else max(timeout, 0.0))
        while not self._take_or_queue(blocking):
            if not blocking or not self._waiting.wait(deadline):
                return False
        return True

    def _take_or_queue(self, queue: bool) -> bool:
        self._waiting.lock()
        taken = self._value > 0
        if taken:
            self._value -= 1
        elif queue:
            self._waiting.add()
        self._waiting.unlock()
        return taken

    def release(self, n: int = 1) -> None:
        """Give `n` back."""
        if n < 1:
            raise ValueError("n must be one or more")
        self._give(n)

    def _give(self, n: int) -> None:
        self._waiting.lock()
        self._value += n
        self._waiting.unlock()
        self._waiting.wake(n)

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that must not be given more than was taken."""

    def __init__(self, value: int = 1) -> None:
        super().__init__(value)
        self._initial_value = value

    def release(self, n: int = 1) -> None:
        """Give `n` back. Raises ValueError when that is more than was taken."""
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._give(n)


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted or reset while threads waited, or one of them waited too long."""


class Barrier:
    """A place where threads wait until a given number of them has come."""

    def __init__(self, parties: int, action: Callable[[], object] | None = None, timeout: float | None = None) -> None:
        self._condition = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._generation = 0
        self._count = 0
        self._broken = False

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the others; a different number for each, from 0 to parties - 1. Raises BrokenBarrierError."""
        if timeout is None:
            timeout = self._timeout
        with self._condition:
            if self._broken:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            if self._count == self._parties:
                self._open()
            else:
                self._wait_for_others(timeout)
            return index

    def _open(self) -> None:
        """The last one has come: do the action, let all go."""
        action = self._action
        if action is not None:
            try:
                action()
            except BaseException:
                self._break()
                raise
        self._next_generation()

    def _wait_for_others(self, timeout: float | None) -> None:
        generation = self._generation
        end = _deadline(timeout)
        while self._generation == generation and not self._broken:
            if timeout is None:
                self._condition.wait()
            elif not self._condition.wait((end - clock.monotonic()) / 1e9) and self._generation == generation:
                self._break()
        if self._generation == generation:
            raise BrokenBarrierError

    def _next_generation(self) -> None:
        self._generation += 1
        self._count = 0
        self._condition.notify_all()

    def _break(self) -> None:
        self._broken = True
        self._condition.notify_all()

    def reset(self) -> None:
        """Make it as new; who waits gets BrokenBarrierError."""
        with self._condition:
            if self._count > 0:
                self._break()
            self._condition = Condition(Lock())
            self._count = 0
            self._broken = False

    def abort(self) -> None:
        """Break it: who waits or comes gets BrokenBarrierError."""
        with self._condition:
            self._break()

    @property
    def parties(self) -> int:
        return self._parties

    @property
    def n_waiting(self) -> int:
        return self._count

    @property
    def broken(self) -> bool:
        return self._broken


class Thread:
    """A thread of control: `start()` runs `target(*args)`, or an overridden `run`, on the least busy core."""

    def __init__(
        self, group: None = None, target: Callable[[Unpack[Ts]], object] | None = None, name: str | None = None,
        args: tuple[Unpack[Ts]] = (), *, daemon: bool | None = None, _target_name: str = "",  # type: ignore[assignment]
    ) -> None:
        """`kwargs` is not here: the compiler makes one function of it and `target` (compiler/thread_arguments.py), which then has `_target_name`."""
        self._target: Callable[[], object] | None = None if target is None else machine.bind(target, args)
        if name is None:
            name = _new_name() if target is None else f"{_new_name()} ({_target_name or target.__name__})"
        self._name = name
        self._daemon: bool = current_thread()._daemon if daemon is None else daemon
        self._ident = 0
        self._started = False
        self._ended = Event()

    def start(self) -> None:
        """Let it run. Raises RuntimeError the second time, or when there is no memory for its stack."""
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        try:
            thread = scheduler.create(self._bootstrap)
        except MemoryError:
            self._started = False
            raise RuntimeError("can't start new thread") from None
        thread.owner = machine.address_of(self)
        if machine.TRACING:
            points.thread_named(machine.address_of(thread), thread.core, self._name)
        with _registry_lock:
            self._ident = _new_ident()
            _active.append(self)
        scheduler.launch(thread)

    def run(self) -> None:
        """What the thread does."""
        target = self._target
        if target is not None:
            target()

    def _bootstrap(self) -> None:
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            write_stderr(f"Exception in thread {self._name}:\n")
            tracebacks.print_exception(error)
        self._target = None
        with _registry_lock:
            _active.remove(self)
        self._ended.set()

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, or until the timeout is over. Raises RuntimeError for a thread that cannot end by waiting."""
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._ended.wait(timeout)

    def is_alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self._started and not self._ended.is_set()

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self._name = name

    @property
    def daemon(self) -> bool:
        """Whether the program may end before it."""
        return self._daemon

    @daemon.setter
    def daemon(self, daemon: bool) -> None:
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon

    @property
    def ident(self) -> int | None:
        """A number that no other living thread has; None before `start`."""
        return self._ident if self._started else None

    @property
    def native_id(self) -> int | None:
        return self._ident if self._started else None

    def __repr__(self) -> str:
        status = "initial"
        if self._started:
            status = "started" if self.is_alive() else "stopped"
        if self._daemon:
            status += " daemon"
        if self._started:
            status += f" {self._ident}"
        return f"<Thread({self._name}, {status})>"


class Timer(Thread):
    """A thread that calls a function after some seconds, unless it is cancelled before."""

    def __init__(self, interval: float, function: Callable[[Unpack[Ts]], object], args: tuple[Unpack[Ts]] = ()) -> None:  # type: ignore[assignment]
        super().__init__(target=function, args=args)
        self.interval = interval
        self.finished = Event()

    def cancel(self) -> None:
        """Do not call the function if it has not been called yet."""
        self.finished.set()

    def run(self) -> None:
        if not self.finished.wait(self.interval):
            super().run()
        self.finished.set()


class _MainThread(Thread):
    """The thread that runs the main module."""

    def __init__(self) -> None:
        self._target = None
        self._name = "MainThread"
        self._daemon = False
        self._ident = _new_ident()
        self._started = True
        self._ended = Event()


_registry_lock = Mutex()
_names = 0
_idents = 0


def _new_name() -> str:
    global _names
    _names += 1
    return f"Thread-{_names}"


def _new_ident() -> int:
    global _idents
    _idents += 1
    return _idents


class local:
    """An object whose attributes each thread has of its own; `__init__` of a class below runs once more in each.

    The compiler keeps the attributes in objects of the same class, one for each thread, that `_of_this_thread` gives (compiler/construction.py).
    """

    _by_thread: dict[int, local]

    def __init__(self) -> None:
        pass

    def _begin(self) -> None:
        """It is new: its attributes in this thread have the values of the class's body, and `__init__` is about to run."""
        self._by_thread = {get_ident(): _another(self)}

    def _enter(self) -> local:
        """Its attributes in a thread that has none yet."""
        living = {thread._ident for thread in enumerate()}
        for ident in list(self._by_thread):
            if ident not in living:
                self._by_thread.pop(ident, None)
        made = self._by_thread[get_ident()] = _another(self)
        self.__init__()  # type: ignore[misc]
        return made


def _another(of: local) -> local:
    return object.__new__(type(of))


def _of_this_thread(of: local) -> local:
    """What the current thread has of it."""
    found = of._by_thread.get(get_ident())
    return of._enter() if found is None else found


def current_thread() -> Thread:
    """The thread that runs this."""
    owner = scheduler.current().owner
    return _main if owner == 0 else machine.object_at(Thread, owner)


def main_thread() -> Thread:
    """The thread that runs the main module."""
    return _main


def get_ident() -> int:
    """The `ident` of the current thread."""
    return current_thread()._ident


def get_native_id() -> int:
    """The same number."""
    return current_thread()._ident


def active_count() -> int:
    """How many threads live."""
    with _registry_lock:
        return len(_active)


def enumerate() -> list[Thread]:
    """The threads that live."""
    with _registry_lock:
        return _active[:]


def _join_all() -> None:
    """When the main module has ended: wait for all threads that are not daemons."""
    waiting = True
    while waiting:
        waiting = False
        for thread in enumerate():
            if thread is not _main and not thread._daemon:
                thread._ended.wait()
                waiting = True


scheduler.start()
smp.start_cores()
_main = _MainThread()
_active: list[Thread] = [_main]
ending.add_finisher(_join_all)
