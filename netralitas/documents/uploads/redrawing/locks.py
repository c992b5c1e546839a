"""Locking the process in, for good and for all its children: limits, no new privileges, no network, no files.

Needs no privilege: rlimits, a seccomp filter that refuses sockets and whatever reaches other processes, and Landlock
(Linux 5.13) that leaves only the system's own folders, to be read. Without the filter nothing is redrawn.
"""

import ctypes
import os
import platform
import resource
import sys
from pathlib import Path

MEMORY = 216 << 20  # of its own; with the libraries it maps: under 256 MB
ADDRESSES = 1 << 30
CPU_SECONDS = 18  # the portal waits 20 on the wall
ANSWER_BYTES = 24 << 20
FILES = 64

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig")
# name: x86_64, aarch64
_REFUSED = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242),
    "bind": (49, 200), "listen": (50, 201), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kill": (62, 129),
    "tkill": (200, 130), "tgkill": (234, 131), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "open_by_handle_at": (304, 265), "mq_open": (240, 180),
}  # fmt: skip
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x00050001
_X32 = 0x40000000  # a second door to the same calls on x86_64
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_FOLDER = 1, 4, 8
_ALL_OF_THE_FIRST_VERSION = (1 << 13) - 1


class NoLock(Exception):
    """This kernel or machine cannot refuse the network to a process."""


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("folder", ctypes.c_int))


def lock_in() -> None:
    """Close every door; raises `NoLock` when the network cannot be closed."""
    _limit()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise NoLock
    _leave_only_the_system(libc)
    _refuse_calls(libc)


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_AS, ADDRESSES), (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES + 1024), (resource.RLIMIT_NOFILE, FILES), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def _refuse_calls(libc: ctypes.CDLL) -> None:
    if platform.machine() not in _MACHINES:
        raise NoLock
    column, machine = _MACHINES[platform.machine()]
    refused = sorted(numbers[column] for numbers in _REFUSED.values())
    steps = [
        _Step(_LOAD, 0, 0, 4), _Step(_EQUAL, 1, 0, machine), _Step(_RETURN, 0, 0, _KILL),
        _Step(_LOAD, 0, 0, 0), _Step(_AT_LEAST, 0, 1, _X32), _Step(_RETURN, 0, 0, _KILL),
        *(_Step(_EQUAL, len(refused) - place, 0, number) for place, number in enumerate(refused)),
        _Step(_RETURN, 0, 0, _ALLOW), _Step(_RETURN, 0, 0, _NOT_PERMITTED),
    ]  # fmt: skip
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    if libc.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0):
        raise NoLock


def _leave_only_the_system(libc: ctypes.CDLL) -> None:
    """The database, the keys and other people's files are out of reach; an older kernel leaves that to the rights."""
    handled = ctypes.c_uint64(_ALL_OF_THE_FIRST_VERSION)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(handled), ctypes.sizeof(handled), 0)
    if ruleset < 0:
        return
    for path in {Path(name) for name in (*_SYSTEM, sys.base_prefix, f"{sys.prefix}/lib")}:
        if path.exists():
            access = _EXECUTE | _READ_FILE | (_READ_FOLDER if path.is_dir() else 0)
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(_Beneath(access, folder)), 0)
            os.close(folder)
    libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
