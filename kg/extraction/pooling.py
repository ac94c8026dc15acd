"""Work on many things in several processes: results in order, few in memory, and a process that dies takes one along."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 4  # things handed to each process before their turn


def in_order(work: Callable[[T], R], tasks: Iterable[T], jobs: int, lost: Callable[[T], R]) -> Iterator[R]:
    """What `work` makes of each task, in the order of the tasks, by `jobs` processes.

    `work` and the tasks must be picklable. Where a process dies (out of memory, a fault in a library), the task that killed
    it gives `lost(task)`, and the others go on. Interrupted, or left by its caller, it ends the processes at once.
    """
    feed = iter(tasks)
    waiting: deque[tuple[T, Future[R]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < _AHEAD * jobs and (task := next(feed, None)) is not None:
                waiting.append((task, _submitted(pool, work, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # Which of the tasks at work it was does not show: each is tried by itself, in its turn.
                pool.shutdown(wait=False, cancel_futures=True)
                yield _by_itself(work, task, lost)
                pool = _pool(jobs)
                waiting = deque((other, _submitted(pool, work, other)) for other, _ in waiting)
    except BaseException:  # an interruption, or nobody takes the results: what is being worked on is not waited for
        pool.shutdown(wait=False, cancel_futures=True)  # first, lest it write to a process that has ended
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _set_up)


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], task: T) -> Future[R]:
    """A task handed over. A process that is started for it is born with interruptions held back, until it is set up.

    Here they are held back too, whichever thread they come to, until it has been told all it needs to start.
    """
    held: list[int] = []
    first = current_thread() is main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number)) if first else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, task)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if first:
            signal.signal(signal.SIGINT, handler)
        if held:
            signal.raise_signal(signal.SIGINT)


def _set_up() -> None:
    """Let an interruption, which reaches every process of a terminal, end this one without a traceback, and the end of kg too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, however it did: nobody would ever ask for work again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _by_itself(work: Callable[[T], R], task: T, lost: Callable[[T], R]) -> R:
    with _pool(1) as pool:
        try:
            return _submitted(pool, work, task).result()
        except BrokenProcessPool:
            return lost(task)
