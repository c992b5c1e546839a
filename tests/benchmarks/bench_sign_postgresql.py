"""`sign` once more, on PostgreSQL as in production (the harness starts a server of its own, with fsync on)."""

from tests.benchmarks.bench_sign import run

__all__ = ["run"]
