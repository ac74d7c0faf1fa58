"""The renderer's walls: nothing from outside, bombs end, the caller lives on, files are whole or absent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from common.pdf import Renderer, RenderError
from common.pdf.limits import MEGABYTE, Limits

PAGE = "<html lang='en'><head><title>T</title></head><body>{}</body></html>"
PLAIN = PAGE.format("<h1>Hello</h1>")


@contextmanager
def renderer_with(**limits: float) -> Iterator[Renderer]:
    renderer = Renderer(limits=Limits(**limits))  # type: ignore[arg-type]  # whole numbers where they are wanted
    try:
        yield renderer
    finally:
        renderer.close()


def pid_of(renderer: Renderer) -> int:
    assert renderer.pid is not None
    return renderer.pid


class Trap(BaseHTTPRequestHandler):
    """Counts who comes by."""

    visits = 0

    def do_GET(self) -> None:
        type(self).visits += 1
        self.send_response(200)
        self.end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@pytest.fixture
def trap() -> Iterator[str]:
    Trap.visits = 0
    with HTTPServer(("127.0.0.1", 0), Trap) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_no_address_is_ever_opened(trap: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>canary</text></svg>")
    urls = (
        trap,
        secret.as_uri(),
        "data:image/svg+xml,<svg/>",
        "ftp://127.0.0.1/x",
        "asset:inter-latin.woff2/..",
    )
    lures = "".join(
        f"<img alt='x' src='{url}'><link rel='stylesheet' href='{url}'><object data='{url}'></object>"
        f"<style>@import url({url}); p {{ background: url({url}) }}</style><p>x</p>"
        f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/><use href='{url}#a'/></svg>"
        f"<link rel='attachment' href='{url}'>"
        for url in urls
    )
    with renderer_with() as renderer:
        made = renderer.render(html=PAGE.format(lures), target=tmp_path / "a.pdf", identifier="ab")
    assert Trap.visits == 0
    refused = [line for line in made.warnings if "no references to the outside" in line]
    assert len({url for url in urls for line in refused if url[:20] in line}) == len(urls), made.warnings
    assert b"canary" not in (tmp_path / "a.pdf").read_bytes()


@pytest.mark.parametrize(
    ("limits", "body", "what"),
    [
        ({"seconds": 3}, "<p>" + "word " * 2_000_000, "time"),
        ({"processor_seconds": 2}, "<p>" + "word " * 2_000_000, "time"),
        ({"memory": 200 * MEGABYTE}, "<table>" + "<tr><td>x" * 20_000, "memory"),
        ({"file_size": 4096}, "<p>" + "".join(map(chr, range(0x100, 0x800))), "room"),
    ],
)
def test_a_bomb_ends_and_the_renderer_lives(
    limits: dict[str, float], body: str, what: str, tmp_path: Path
) -> None:
    target = tmp_path / "b.pdf"
    with renderer_with(**limits) as renderer:
        began = time.monotonic()
        with pytest.raises(RenderError, match=f"more {what} than"):
            renderer.render(html=PAGE.format(body), target=target, identifier="ab")
        assert time.monotonic() - began < 30
        assert list(tmp_path.iterdir()) == []
        if what != "room":
            assert renderer.render(html=PLAIN, target=target, identifier="ab").pages == 1


def test_an_old_file_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    target = tmp_path / "c.pdf"
    target.write_bytes(b"old")
    with renderer_with(seconds=1) as renderer, pytest.raises(RenderError):
        renderer.render(html=PAGE.format("<p>" + "word " * 2_000_000), target=target, identifier="ab")
    assert target.read_bytes() == b"old"


def test_drafts_of_killed_processes_are_cleared_away(tmp_path: Path) -> None:
    old, young = tmp_path / ".unfinished-old", tmp_path / ".unfinished-young"
    for draft in (old, young):
        draft.touch()
    os.utime(old, (0, 0))
    with renderer_with() as renderer:
        renderer.render(html=PLAIN, target=tmp_path / "j.pdf", identifier="ab")
    assert {path.name for path in tmp_path.iterdir()} == {".unfinished-young", "j.pdf"}


def test_a_killed_renderer_is_started_again(tmp_path: Path) -> None:
    with renderer_with() as renderer:
        renderer.render(html=PLAIN, target=tmp_path / "d.pdf", identifier="ab")
        os.kill(pid_of(renderer), signal.SIGKILL)
        time.sleep(0.1)
        assert renderer.render(html=PLAIN, target=tmp_path / "e.pdf", identifier="ab").pages == 1


def test_a_frozen_renderer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.pdf.renderer.GRACE_SECONDS", 0.5)
    with renderer_with(seconds=0.5) as renderer:
        renderer.render(html=PLAIN, target=tmp_path / "f.pdf", identifier="ab")
        os.kill(pid_of(renderer), signal.SIGSTOP)
        with pytest.raises(RenderError, match="stopped"):
            renderer.render(html=PLAIN, target=tmp_path / "g.pdf", identifier="ab")


def test_the_renderer_ends_with_its_owner(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom common.pdf import Renderer\n"
        f"one, target = Renderer(), Path({str(tmp_path / 'h.pdf')!r})\n"
        f"one.render(html={PLAIN!r}, target=target, identifier='ab')\n"
        "print(one.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    finished = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    renderer = Path("/proc") / finished.stdout.strip()
    deadline = time.monotonic() + 10
    while renderer.exists() and "State:\tZ" not in (renderer / "status").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_its_environment_holds_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", "secret")
    with renderer_with() as renderer:
        renderer.render(html=PLAIN, target=tmp_path / "i.pdf", identifier="ab")
        environment = Path(f"/proc/{renderer.pid}/environ").read_text()
    assert "CANARY" not in environment
    assert "SECRET_KEY" not in environment
    assert "DATABASE_URL" not in environment


def test_the_web_never_loads_the_pdf_library_or_celery() -> None:
    code = (
        "import sys\nfrom config.wsgi import application\nfrom django.urls import get_resolver\n"
        "get_resolver().url_patterns\nimport reports.views.documents, config.jobs\n"
        "print(sorted({'weasyprint', 'celery', 'kombu', 'fontTools'} & set(sys.modules)))"
    )
    finished = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert finished.stdout.strip() == "[]"
