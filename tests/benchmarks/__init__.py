"""Measurements against rivals: `make bench`, or one alone by `make bench ONLY=rollup`.

A benchmark is a module `bench_<name>.py` with one function `run() -> Iterable[Line]`; the file's name without
`bench_` is the name in the table of performance.md. Each runs in a process and a data folder of its own, on an
empty migrated SQLite (`needs_database = False` in the module leaves that out). Inside:

- ours and the rival in the same run, interleaved, medians: `compare(ours, rival)` of `measuring` does that;
- first check that both did the same work (equal rows, pixels, counts): a plain `assert`;
- one `Line` a figure: `Line("rollup 200k", ours, rival, unit="s", first=100, goal=1000)`. `first` must hold;
- a negative control, `control(name, caught)`: spoil the work on purpose and say whether the check noticed.

The harness prints `name: ours … rival … ratio …`, marks what misses its target, and exits 1 when a `first`
target is missed, a control was not caught, or a benchmark printed nothing.
"""
