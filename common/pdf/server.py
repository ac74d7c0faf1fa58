"""The process that has the PDF library in memory and forks once per document: `python -m common.pdf.server`.

It reads one request a line from its input and writes one answer a line; it ends when its owner does.
"""

import errno
import gc
import json
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from common.pdf.engine import Engine
from common.pdf.limits import Limits

TOO_MUCH = "The document needs more {what} than one rendering may use."


def serve(engine: Engine, limits: Limits) -> None:
    while line := sys.stdin.buffer.readline():
        answer = render_in_child(engine, limits, json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def render_in_child(engine: Engine, limits: Limits, request: Mapping[str, str]) -> dict[str, Any]:
    """Fork, bind the child by the limits, and wait for its answer no longer than they allow."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        be_child(engine, limits, request, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        return wait_for(child, answer.fileno(), limits)


def be_child(engine: Engine, limits: Limits, request: Mapping[str, str], writer: int) -> None:
    """Render and leave; nothing of the parent's is flushed or cleaned up on the way out."""
    try:
        limits.apply()
        be_silent()
        target, identifier = Path(request["target"]), request["identifier"]
        answer = engine.render(request["html"], target=target, identifier=identifier)
    except MemoryError:
        answer = {"failure": TOO_MUCH.format(what="memory")}
    except OSError as error:
        is_too_big = error.errno == errno.EFBIG
        answer = {"failure": TOO_MUCH.format(what="room") if is_too_big else "The file could not be written."}
    except BaseException as error:  # noqa: BLE001  # whatever it is, the parent must hear of it
        answer = {"failure": f"The document could not be laid out ({type(error).__name__})."}
    os.write(writer, json.dumps(answer).encode())
    os._exit(0)


def be_silent() -> None:
    """What libraries print while they lay out may quote people's words; it goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())


def wait_for(child: int, answer: int, limits: Limits) -> dict[str, Any]:
    """Return the child's answer, or why there is none; afterwards the child is gone."""
    deadline, received = time.monotonic() + limits.seconds, b""
    while True:
        ready, _, _ = select.select([answer, sys.stdin], [], [], max(deadline - time.monotonic(), 0))
        chunk = os.read(answer, 65536) if answer in ready else b""
        received += chunk
        if not chunk:
            break  # ended, out of time, or our owner has gone (it never speaks while it waits)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if received and (answer in ready):
        return json.loads(received)  # type: ignore[no-any-return]  # written by be_child
    return {"failure": reason(status, is_late=time.monotonic() >= deadline)}


def reason(status: int, *, is_late: bool) -> str:
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if is_late or ended_by == signal.SIGXCPU:
        return TOO_MUCH.format(what="time")
    if ended_by == signal.SIGXFSZ:
        return TOO_MUCH.format(what="room")
    return TOO_MUCH.format(what="memory")


def main() -> None:
    engine = Engine()
    gc.collect()
    gc.disable()
    gc.freeze()
    sys.stdout.write(json.dumps({"is_ready": True}) + "\n")
    sys.stdout.flush()
    serve(engine, Limits(**json.loads(sys.argv[1])) if len(sys.argv) > 1 else Limits())


if __name__ == "__main__":
    main()
