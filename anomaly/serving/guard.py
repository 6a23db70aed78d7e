"""Run a program that must not outlive the process that asks for it.

``python guard.py SECONDS PROGRAM ...`` has a pipe as its standard input, of which only the parent
has the other end: it ends with the parent, however that ends, and the parent closes it to have the
program ended. From then on the program has `SECONDS` to end by itself. After its end all that it
started is killed, with its process group and this process in it. A program that is stopped serves
nobody, and counts as ended.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

PR_SET_PDEATHSIG = 1  # Linux: the signal that a process gets when its parent has ended
PR_SET_CHILD_SUBREAPER = 36  # Linux: orphans below this process become its children


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process on Linux; do nothing on other systems."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value)


def main() -> None:
    """Run the program to its end, or the parent's."""
    seconds, command = float(sys.argv[1]), sys.argv[2:]
    guard = os.getpid()
    if os.getpgrp() != guard:  # or the group of whoever calls it by hand would be killed
        os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGCONT)  # stopped, it would not see its parent's end

    def end_with_guard() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != guard:
            os._exit(1)

    try:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=end_with_guard)
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: program.terminate())
    threading.Thread(target=_end_with_parent, args=(program.pid, seconds), daemon=True).start()
    os.waitpid(program.pid, os.WUNTRACED)
    os.killpg(0, signal.SIGKILL)


def _end_with_parent(program: int, seconds: float) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(program, signal.SIGTERM)
    time.sleep(seconds)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
