"""Whatever one leader answers is seen by nobody else before the reveal: every address, viewer, state and side door."""

import logging
from collections.abc import Iterator

import pytest
from django.core.management import get_commands

from alignment.selectors.rounds import get_round_or_404
from organizations.access import organization_scope
from reports.services.documents import request_round_report
from tests.factories.alignment import answer_everything, own_seat
from tests.integration.blindness.scene import (
    CANARIES,
    COMMANDS,
    NUMBERS,
    PREDICTIONS,
    SILENT,
    WORDS,
    Scene,
)

pytestmark = pytest.mark.django_db
VIEWERS = (
    "cto",
    "facilitator",
    "administrator",
    "board_reader",
    "pilot_member",
    "outsider",
    "leader without a seat",
    "nobody",
)
READERS = {"cto", "facilitator", "leader without a seat"}


def drive(scene: Scene) -> Iterator[str]:
    """Everything that can happen before the reveal, with mails and jobs done at once."""
    scene.answer_everything()
    scene.do_jobs()
    yield "in progress"
    scene.submit()
    scene.do_jobs()
    yield "submitted by one"
    scene.reopen()
    scene.answer_everything(turn=4)
    scene.do_jobs()
    yield "reopened"
    scene.submit()
    yield "submitted again"


def reveal(scene: Scene) -> None:
    other = scene.people["cto"]
    answer_everything(seat=own_seat(scene.round, other))
    scene.submit(other)
    scene.do_jobs()


def test_nothing_is_seen_before_the_reveal(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for state in drive(scene):
        is_last = state == "submitted again"
        assert scene.hits(caplog.text, viewers=VIEWERS, is_last=is_last) == [], state
    refusal = scene.run_command("export_round")
    assert "no revealed round" in refusal


def test_the_author_sees_every_kind_of_canary(scene: Scene) -> None:
    """The positive twin: were the canaries not there, finding none would mean nothing."""
    scene.answer_everything()
    seen = "".join(scene.pages("author").values())
    found = {canary for canary in CANARIES if canary in seen}
    assert found >= {*WORDS, NUMBERS[0], PREDICTIONS[0]}
    assert found & set(NUMBERS[1:])
    assert found & set(PREDICTIONS[1:])


def test_after_the_reveal_those_who_may_see_answers_and_nobody_predictions(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    scene.answer_everything()
    scene.submit()
    reveal(scene)
    hits = [hit for hit in scene.hits(caplog.text, viewers=VIEWERS) if hit[0] != "command export_round"]
    assert [hit for hit in hits if hit[2] in PREDICTIONS] == []
    assert {viewer for _, viewer, _ in hits} == READERS
    for viewer in READERS:
        seen = {canary for _, who, canary in hits if who == viewer}
        assert set(WORDS) & seen == set(WORDS), viewer
    assert PREDICTIONS[0] in scene.run_command("export_round")  # which says openly that it holds them


def test_the_report_is_made_for_readers_only_and_read_by_readers_only(scene: Scene) -> None:
    scene.answer_everything()
    scene.submit()
    reveal(scene)
    by = scene.people["facilitator"]
    with organization_scope(scene.round.organization):
        revealed = get_round_or_404(organization=scene.round.organization, round_id=scene.round.pk)
        request_round_report(round=revealed, by=by)
    scene.do_jobs()
    downloads = [url for url in scene.addresses() if "/documents/" in url]
    got = {
        viewer: "".join(scene.look(viewer, url, is_fragment=False) for url in downloads) for viewer in VIEWERS
    }
    with_file = {viewer for viewer, text in got.items() if "application/pdf" in text}
    assert with_file == READERS


def test_a_cancelled_round_keeps_what_was_answered(scene: Scene) -> None:
    scene.answer_everything()
    cancelled = scene.client("facilitator").post(
        f"/o/{scene.round.organization.slug}/rounds/{scene.round.pk}/cancel/"
    )
    assert cancelled.status_code == 302
    scene.do_jobs()
    assert scene.hits("", viewers=VIEWERS) == []


def test_every_own_command_is_looked_at() -> None:
    ours = {"alignment", "config", "organizations", "reports", "common"}
    own = {name for name, app in get_commands().items() if app in ours}
    assert own == set(COMMANDS) | SILENT
