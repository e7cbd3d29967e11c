"""Process 1 of a test VPS: mounts its disk, starts it, answers SSH, and keeps the journal.

Run by `unshare` with the words for mounts.sh. Descriptor 0 is held by the process that booted the VPS: when
nobody holds it any more, this process ends, and the kernel ends everything else in the VPS. Descriptor 3
listens for SSH outside of the VPS's network.
"""

import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

START = "/usr/local/sbin/start-vps"
OUTPUT = Path("/var/log/journal/magikal-bot.service.log")  # where the stand-in for systemctl sends the bot's
JOURNAL = Path("/var/log/journal/magikal-bot.journal")
STATUS = Path("/run/magikal-bot.service.status")
SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x41


def main() -> None:
    threading.Thread(target=end_when_let_go, daemon=True).start()
    subprocess.run(["sh", Path(__file__).with_name("mounts.sh"), *sys.argv[1:]], check=True, stdin=subprocess.DEVNULL)
    os.chroot(sys.argv[-1])
    os.chdir("/")
    socket.sethostname("vps")
    raise_loopback()
    if os.access(START, os.X_OK):
        threading.Thread(target=keep_journal, args=[journal_output()], daemon=True).start()
        subprocess.run([START], check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    signal.signal(signal.SIGCHLD, bury)
    print("ready", flush=True)
    with socket.socket(fileno=3) as listener:
        answer(listener)


def end_when_let_go() -> None:
    os.read(0, 1)
    os._exit(0)


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", UP_AND_RUNNING))


def journal_output() -> int:
    """Both ends of the pipe that the bot writes to, so that it never waits for a reader."""
    OUTPUT.parent.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        os.mkfifo(OUTPUT)
    return os.open(OUTPUT, os.O_RDWR)


def keep_journal(output: int) -> None:
    """Write what the bot says as journalctl would show it; lost, as in journald, where the disk is full."""
    with open(output, errors="replace") as lines:
        for line in lines:
            stamp = time.strftime("%b %d %H:%M:%S")
            with suppress(OSError), JOURNAL.open("a") as journal:
                journal.write(f"{stamp} vps magikal-bot{main_pid()}: {line}")


def main_pid() -> str:
    """The process in brackets, while the service has one."""
    with suppress(OSError):
        for line in STATUS.read_text().splitlines():
            name, _, value = line.partition("=")
            if name == "MainPID":
                return f"[{value}]"
    return ""


def bury(number: int, frame: FrameType | None) -> None:
    """Whoever dies in the VPS without a parent is this process's child."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def answer(listener: socket.socket) -> None:
    """A sshd for each connection, as inetd did it: this socket is outside of the VPS's own network."""
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as sshd sets it where it listens itself
        with connection:
            ends = connection.fileno()
            subprocess.Popen(["/usr/sbin/sshd", "-i", "-E", "/var/log/sshd.log"], stdin=ends, stdout=ends)


if __name__ == "__main__":
    main()
