"""Work on many things in several processes: results in order, few in memory, and a process that dies takes one along."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 4  # things handed to each process before their turn


def in_order(work: Callable[[T], R], tasks: Iterable[T], jobs: int, lost: Callable[[T], R]) -> Iterator[R]:
    """What `work` makes of each task, in the order of the tasks, by `jobs` processes.

    `work` and the tasks must be picklable. Where a process dies (out of memory, a fault in a library), the task that killed
    it gives `lost(task)`, and the others go on.
    """
    feed = iter(tasks)
    waiting: deque[tuple[T, Future[R]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < _AHEAD * jobs and (task := next(feed, None)) is not None:
                waiting.append((task, pool.submit(work, task)))
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
                waiting = deque((other, pool.submit(work, other)) for other, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _by_itself(work: Callable[[T], R], task: T, lost: Callable[[T], R]) -> R:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return lost(task)
