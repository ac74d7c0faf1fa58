"""Hands HTML to the renderer process and takes back a finished file, or the reason why there is none."""

import atexit
import hashlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from common.pdf.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0
#: The renderer keeps its own time; this much later it counts as frozen and is killed.
GRACE_SECONDS = 5.0
DRAFT = ".unfinished-"
#: No rendering lasts that long: an older draft has lost its process.
DRAFT_SECONDS = 600.0
#: No address, key or password of ours is in the environment of the process that lays out people's text.
ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "HOME": tempfile.gettempdir(),
    "SOURCE_DATE_EPOCH": "946684800",  # time stamps inside embedded fonts
}


class RenderError(Exception):
    """There is no document, for a reason that may be shown."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished file: `pages`, size in bytes, SHA-256, and what the library complained about."""

    pages: int
    size: int
    sha256: str
    warnings: tuple[str, ...]


class Renderer:
    """Owns one renderer process, started on first use and again after it died; one document at a time."""

    def __init__(self, *, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def render(self, *, html: str, target: Path, identifier: str) -> Rendered:
        """Write the PDF to `target`, complete or not at all; `identifier` (hexadecimal) names the content."""
        target.parent.mkdir(parents=True, exist_ok=True)
        _forget_old_drafts(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=DRAFT)
        os.close(handle)
        draft = Path(name)
        try:
            with self._lock:
                answer = self._ask({"html": html, "target": name, "identifier": identifier})
            if "failure" in answer:
                raise RenderError(answer["failure"])
            rendered = _measure(draft, answer)
            _put_in_place(draft, target)
        finally:
            draft.unlink(missing_ok=True)
        return rendered

    @property
    def pid(self) -> int | None:
        """The renderer process, while there is one."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next document starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        process = self._running()
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            return _read_line(process, seconds=self.limits.seconds + GRACE_SECONDS)
        except (OSError, RenderError) as error:
            self.close()
            raise RenderError("The renderer stopped. Please try again.") from error

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "common.pdf.server", json.dumps(asdict(self.limits))],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        _read_line(self._process, seconds=START_SECONDS)
        return self._process


def _read_line(process: subprocess.Popen[bytes], *, seconds: float) -> dict[str, Any]:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else b""
    if not line:
        raise RenderError("The renderer does not answer.")
    return json.loads(line)  # type: ignore[no-any-return]  # written by our own renderer process


def _measure(draft: Path, answer: dict[str, Any]) -> Rendered:
    content = draft.read_bytes()
    return Rendered(
        pages=answer["pages"],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        warnings=tuple(answer["warnings"]),
    )


def _forget_old_drafts(folder: Path) -> None:
    """Remove what killed processes have left behind."""
    for draft in folder.glob(f"{DRAFT}*"):
        with suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > DRAFT_SECONDS:
                draft.unlink()


def _put_in_place(draft: Path, target: Path) -> None:
    """Move the finished file to its name so that a crash leaves the whole file or none."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)


@lru_cache(maxsize=1)
def shared_renderer() -> Renderer:
    """The one renderer of this process."""
    renderer = Renderer()
    atexit.register(renderer.close)
    return renderer
