"""What a benchmark needs: a line to print, a control, and a fair comparison of two ways."""

import gc
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One figure. With a rival the ratio is rival ÷ ours (ours ÷ rival when `higher_is_better`); targets are ratios.

    Without a rival `first` and `goal` are limits on `ours` itself: ceilings, or floors when `higher_is_better`.
    """

    name: str
    ours: float
    rival: float | None = None
    unit: str = "s"
    first: float | None = None
    goal: float | None = None
    higher_is_better: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times better ours is."""
        if self.rival is None:
            return None
        return self.ours / self.rival if self.higher_is_better else self.rival / self.ours

    def meets(self, target: float | None) -> bool:
        """Whether the figure reaches a target; no target is reached."""
        if target is None:
            return True
        if self.ratio is not None:
            return self.ratio >= target
        return self.ours >= target if self.higher_is_better else self.ours <= target

    def __str__(self) -> str:
        text = f"{self.name}: ours {_short(self.ours)} {self.unit}"
        if self.rival is not None:
            text += f" rival {_short(self.rival)} {self.unit} ratio {_short(self.ratio)}"
        if self.first is not None:
            text += f" (first {_short(self.first)}{'' if self.meets(self.first) else ' MISSED'}"
            text += f", goal {_short(self.goal)}{' reached' if self.meets(self.goal) else ''})" if self.goal else ")"
        return f"{text} {self.remark}".rstrip()


@dataclass(frozen=True)
class Control:
    """A negative control: the work was spoiled on purpose; `caught` says whether the check noticed."""

    name: str
    caught: bool

    def __str__(self) -> str:
        return f"control {self.name}: {'caught' if self.caught else 'NOT CAUGHT'}"


def control(name: str, caught: bool) -> Control:
    """Say whether a spoiled run was noticed."""
    return Control(name, caught)


def compare(
    ours: Callable[[], object], rival: Callable[[], object], *, rounds: int = 5, cpu: bool = False
) -> tuple[float, float]:
    """Median seconds of ours and of the rival, taken in turns so that both see the same weather of the machine."""
    clock = _cpu_seconds if cpu else time.perf_counter
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        pair = list(zip((ours, rival), times, strict=True))
        for work, record in pair if number % 2 == 0 else reversed(pair):
            gc.collect()
            began = clock()
            work()
            record.append(clock() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _short(number: float | None) -> str:
    if number is None:
        return "-"
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"
