"""Runs a program and makes one of its file-system calls fail, or ends it there (Linux on x86-64).

strace can do the same, but it counts the calls of each thread for itself, so a call of the second thread is out of
reach wherever the first one has as many. Here the calls are counted over all threads.
"""

import ctypes
import errno
import os
import platform
import signal
import struct
import tempfile
from dataclasses import dataclass

AVAILABLE = platform.system() == "Linux" and platform.machine() == "x86_64"

TRACEME, CONT, POKEUSER, SYSCALL, SETOPTIONS, GET_SYSCALL_INFO = 0, 7, 6, 24, 0x4200, 0x420E
SYSGOOD, TRACE_CLONE, TRACE_EXEC, EXIT_KILL = 1, 8, 16, 0x100000
WAIT_ALL = 0x40000000
ORIG_RAX, RAX = 15 * 8, 10 * 8
ENTRY, EXIT = 1, 2

CALLS = {
    0: "read", 1: "write", 2: "open", 3: "close", 4: "stat", 5: "fstat", 6: "lstat", 8: "lseek", 17: "pread64",
    18: "pwrite64", 19: "readv", 20: "writev", 21: "access", 32: "dup", 40: "sendfile", 72: "fcntl", 73: "flock",
    74: "fsync", 75: "fdatasync", 76: "truncate", 77: "ftruncate", 79: "getcwd", 80: "chdir", 82: "rename",
    83: "mkdir", 84: "rmdir", 85: "creat", 86: "link", 87: "unlink", 88: "symlink", 89: "readlink", 90: "chmod",
    91: "fchmod", 92: "chown", 93: "fchown", 137: "statfs", 138: "fstatfs", 217: "getdents64", 257: "openat",
    258: "mkdirat", 260: "fchownat", 262: "newfstatat", 263: "unlinkat", 264: "renameat", 265: "linkat",
    266: "symlinkat", 267: "readlinkat", 268: "fchmodat", 269: "faccessat", 280: "utimensat", 285: "fallocate",
    306: "syncfs", 316: "renameat2", 326: "copy_file_range", 332: "statx", 437: "openat2", 439: "faccessat2",
}
PATH_FIRST = {"open", "stat", "lstat", "access", "truncate", "chdir", "rename", "mkdir", "rmdir", "creat", "link", "unlink", "symlink", "readlink", "chmod", "chown", "statfs"}
PATH_SECOND = {"openat", "mkdirat", "fchownat", "newfstatat", "unlinkat", "renameat", "linkat", "readlinkat", "fchmodat", "faccessat", "utimensat", "renameat2", "statx", "openat2", "faccessat2"}

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request, pid, address=0, data=0):
    if libc.ptrace(request, pid, address, data) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@dataclass
class Call:
    """A file-system call about to be made."""

    number: int
    name: str
    process: int
    arguments: tuple

    def path(self):
        """The path that the call is about, if it names one."""
        at = 0 if self.name in PATH_FIRST else 1 if self.name in PATH_SECOND else None
        if at is None or not self.arguments[at]:
            return ""
        try:
            with open(f"/proc/{self.process}/mem", "rb", 0) as memory:
                memory.seek(self.arguments[at])
                return memory.read(512).split(b"\0")[0].decode(errors="replace")
        except (OSError, ValueError, OverflowError):
            return ""

    def __str__(self):
        return f"call {self.number} ({self.name} {self.path()})".replace(" )", ")")


@dataclass
class Traced:
    """How a traced program ended. `returncode` is negative for a signal, as that of `subprocess`."""

    returncode: int
    stderr: str
    calls: int
    # What was done to which call, if anything was.
    hit: str = ""


def trace(command, choose):
    """Runs a command. `choose` sees each file-system call and says what to do: nothing (`None`), an error number
    to answer with, `"kill before"` or `"kill after"` it, or `"look away"` to see no more calls."""
    with tempfile.TemporaryFile() as said:
        process = os.fork()
        if process == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            libc.ptrace(TRACEME, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.execv(command[0], command)
        os.waitpid(process, 0)
        ptrace(SETOPTIONS, process, 0, SYSGOOD | TRACE_CLONE | TRACE_EXEC | EXIT_KILL)
        ptrace(SYSCALL, process)
        returncode, calls, hit = follow(process, choose)
        said.seek(0)
        return Traced(returncode, said.read().decode(errors="replace"), calls, hit)


def follow(process, choose):
    started, calls, hit, watching = False, 0, "", True
    # What to do when the call of a thread returns: an error to answer with, or the end.
    pending = {}
    while True:
        thread, status = os.waitpid(-1, WAIT_ALL)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if thread == process:
                return os.waitstatus_to_exitcode(status), calls, hit
            continue
        number, passed = os.WSTOPSIG(status), 0
        if number == signal.SIGTRAP | 0x80:
            try:
                what, call, arguments = syscall_info(thread)
            except ProcessLookupError:
                continue  # It was ended meanwhile.
            if what == ENTRY and started and watching and call in CALLS:
                calls += 1
                made = Call(calls, CALLS[call], thread, arguments)
                wish = choose(made)
                if wish == "look away":
                    watching = False
                elif wish is not None:
                    hit, watching = f"{str(made)}: {wish if isinstance(wish, str) else errno.errorcode[wish]}", False
                    if wish == "kill before":
                        os.kill(process, signal.SIGKILL)
                    elif wish == "kill after":
                        pending[thread] = wish
                    else:
                        ptrace(POKEUSER, thread, ORIG_RAX, ctypes.c_ulong(-1).value)
                        pending[thread] = wish
            elif what == EXIT and thread in pending:
                wish = pending.pop(thread)
                if wish == "kill after":
                    os.kill(process, signal.SIGKILL)
                else:
                    ptrace(POKEUSER, thread, RAX, ctypes.c_ulong(-wish).value)
        elif number == signal.SIGTRAP and status >> 16:
            started = started or status >> 16 == 4
        elif number not in (signal.SIGSTOP, signal.SIGTRAP):
            passed = number
        try:
            ptrace(SYSCALL if watching or pending else CONT, thread, 0, passed)
        except OSError as gone:
            if gone.errno != errno.ESRCH:
                raise


def syscall_info(thread):
    buffer = ctypes.create_string_buffer(88)
    ptrace(GET_SYSCALL_INFO, thread, 88, ctypes.addressof(buffer))
    call, *arguments = struct.unpack_from("<7Q", buffer.raw, 24)
    return buffer.raw[0], call, tuple(arguments)
