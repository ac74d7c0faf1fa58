"""Child processes that never outlive the program that started them."""

import http.client
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

PORTS = range(20000, 32000)  # below 32768, where Linux starts handing out ports of outgoing connections


class ServerDidNotStart(RuntimeError):
    """The child ended, or was not ready in time; carries the end of its log."""


def free_port() -> int:
    """Return a port of this machine on which nothing listens at the moment."""
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise ServerDidNotStart("No free port found.")


def is_ready(port: int) -> bool:
    """Tell whether the product on this port answers and reaches its database."""
    probe = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with closing(probe), suppress(OSError, http.client.HTTPException):
        probe.request("GET", "/readyz")
        return probe.getresponse().status == 200
    return False


class Server:
    """One child process with a log; it can be stopped, killed, frozen and started again.

    The child gets its own process group (Ctrl-C in the terminal reaches only us) and the kernel sends it
    `stop_signal` when we die in whatever way.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        ready: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: str = "",
        seconds: float = 30,
    ) -> None:
        dies_with_us = ["setpriv", f"--pdeathsig={stop_signal.name.removeprefix('SIG')}"]
        as_user = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        self.command = [*dies_with_us, *as_user, "--", *command]
        self.log = log
        self.ready = ready
        self.environment = dict(os.environ if environment is None else environment)
        self.stop_signal = stop_signal
        self.seconds = seconds
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        if self.child is None:
            raise ServerDidNotStart("Not started.")
        return self.child.pid

    @property
    def is_running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def launch(self) -> None:
        """Start without waiting."""
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                process_group=0,
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + self.seconds
        while not self.ready():
            if not self.is_running or time.monotonic() > deadline:
                self.kill()
                tail = self.log.read_text(errors="replace")[-2000:]
                raise ServerDidNotStart(f"{self.command} did not start.\n{tail}")
            time.sleep(0.02)

    def start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def signal(self, number: signal.Signals) -> None:
        if self.is_running:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def freeze(self) -> None:
        """Stop it from answering without closing its connections: the worst kind of outage."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the whole process group at once, as a crash would."""
        self.signal(signal.SIGKILL)
        if self.child is not None:
            self.child.wait()

    def stop(self, *, seconds: float = 15) -> int:
        """End it in order, or by force after some seconds; return its exit code."""
        if self.child is None:
            return 0
        if self.is_running:
            self.thaw()
            os.kill(self.pid, self.stop_signal)
        with suppress(subprocess.TimeoutExpired):
            return self.child.wait(seconds)
        self.kill()
        return self.child.wait()
