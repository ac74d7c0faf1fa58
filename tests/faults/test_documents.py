"""Workers killed while they lay out pages: every document is finished, whole, and there once."""

import hashlib
import random
import time
from pathlib import Path

from organizations.access import organization_scope, unfenced
from organizations.models import Job
from reports.models import Document
from reports.services.documents import request_round_report
from tests.factories.alignment import make_revealed_round
from tests.faults.test_jobs import Workshop, processes, wait_until
from tools.processes import Server

__all__ = ["processes"]  # the fixture that ends what a test has started

KILLS = 3
ROUNDS = 3


def test_killed_renderings_leave_whole_documents(
    committed: None, tmp_path: Path, processes: list[Server]
) -> None:
    workshop = Workshop(data=tmp_path, redis_url="")
    for number in range(ROUNDS):
        round = make_revealed_round(title=f"Round {number}")
        with organization_scope(round.organization):
            request_round_report(round=round, by=round.loaded_seats[0].membership)
    for _ in range(KILLS):
        loop = workshop.launch("manage.py", "run_jobs")
        processes.append(loop)
        wait_until(lambda: count("running") > 0 or count("done") == ROUNDS)
        time.sleep(random.uniform(0, 1.5))
        loop.kill()
    processes.append(workshop.launch("manage.py", "run_jobs"))
    wait_until(lambda: count("done") == ROUNDS, seconds=90)
    with unfenced():
        made = list(Document.objects.all())
    assert len(made) == ROUNDS
    files = {path.stem: path for path in (tmp_path / "documents").rglob("*.pdf")}
    assert files.keys() == {str(document.pk) for document in made}
    for document in made:
        content = files[str(document.pk)].read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.file_sha256


def count(state: str) -> int:
    with unfenced():
        return Job.objects.filter(kind="render_round_report", state=state).count()
