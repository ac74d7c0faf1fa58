"""The tests are tested: twelve leaks, planted one by one, are each found by the same search."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseNotFound

from alignment.models import Answer, Round
from alignment.selectors.rounds import get_round_or_404
from alignment.services.rounds import remind
from organizations import audit
from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership, Organization
from tests.integration.blindness.scene import WORDS, Scene
from tests.integration.blindness.test_stillness import moved

pytestmark = pytest.mark.django_db
VIEWERS = ("cto", "facilitator")
Patch = pytest.MonkeyPatch
# Any below: what is planted takes and returns whatever the function takes whose place it takes.


def secret() -> str:
    """What a careless programmer would read: somebody's last reason."""
    with unfenced():
        row = Answer.unguarded.exclude(reason="").order_by("-saved_at").first()
        return row.reason if row else ""


def count() -> int:
    with unfenced():
        return Answer.unguarded.filter(reason__contains=WORDS[0]).count()


def wrap(patch: Patch, place: str, change: Callable[[Any], Any]) -> None:
    """Let the function at a dotted place return what `change` makes of its answer."""
    module, _, name = place.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    patch.setattr(place, lambda *args, **kwargs: change(original(*args, **kwargs)))


def open_access(patch: Patch, scene: Scene) -> None:
    """The seat of the page is somebody else's, and the gate says yes to all."""

    def first_seat(*, round_id: object, membership: Membership) -> Any:
        found = get_round_or_404(organization=membership.organization, round_id=scene.round.pk)
        return next(seat for seat in found.loaded_seats if seat.membership_id == scene.author.pk)

    patch.setattr("alignment.views.sealing.get_answering_seat_or_404", first_seat)
    patch.setattr("alignment.access.answers.holds", lambda *, seat, membership: True)


def page_context(patch: Patch, scene: Scene) -> None:
    wrap(patch, "alignment.facts.pages.following._summary", lambda words: f"{words} {secret()}")


def error_page(patch: Patch, scene: Scene) -> None:
    patch.setattr("config.views.render", lambda *args, **kwargs: HttpResponseNotFound(secret()))


def header(patch: Patch, scene: Scene) -> None:
    def tag(response: HttpResponse) -> HttpResponse:
        response.headers["ETag"] = f'"{secret()}"'
        return response

    wrap(patch, "alignment.views.rounds.render", tag)


def redirect_address(patch: Patch, scene: Scene) -> None:
    wrap(patch, "alignment.facts.pages.questions.reverse", lambda url: f"{url}?last={secret()}")


def log_line(patch: Patch, scene: Scene) -> None:
    wrap(
        patch,
        "alignment.services.answers.upsert",
        lambda version: told(version, logging.getLogger("alignment")),
    )


def told(version: Any, logger: logging.Logger) -> Any:
    logger.info("saved: %s", secret())
    return version


def mail_text(patch: Patch, scene: Scene) -> None:
    wrap(patch, "alignment.services.notices.reverse", lambda url: f"{url}?about={secret()}")


def audit_fact(patch: Patch, scene: Scene) -> None:
    original = audit.record
    patch.setattr(
        "organizations.audit.record",
        lambda action, **rest: original(action, **{**rest, "facts": {"reason": secret()}}),
    )


def job_row(patch: Patch, scene: Scene) -> None:
    def keep(job: Job) -> Job:
        Job.objects.filter(pk=job.pk).update(key=f"{job.key}:{secret()}"[:200])
        return job

    wrap(patch, "alignment.services.notices.enqueue", keep)


def operator_command(patch: Patch, scene: Scene) -> None:
    patch.setattr(
        "alignment.management.commands.export_round.get_score_input", lambda round_id: {"answers": secret()}
    )


def visible_count(patch: Patch, scene: Scene) -> None:
    wrap(patch, "alignment.facts.pages.following._summary", lambda words: f"{words} {count()} answered.")


def order_by_activity(patch: Patch, scene: Scene) -> None:
    """Whoever has answered more stands first."""
    wrap(
        patch,
        "alignment.facts.pages.following.seat_statuses",
        lambda rows: tuple(reversed(rows)) if count() else rows,
    )


#: Each leak, and where it has to be found.
LEAKS: Mapping[Callable[[Patch, Scene], None], str] = {
    open_access: "/check/",
    page_context: "/rounds/",
    error_page: "/documents/",
    header: "/rounds/",
    redirect_address: "/answer/",
    log_line: "log",
    mail_text: "mail ",
    audit_fact: "table organizations_auditevent",
    job_row: "table organizations_job",
    operator_command: "command export_round",
    visible_count: "/rounds/",
    order_by_activity: "/rounds/",
}


def story(scene: Scene) -> None:
    """The author answers; the facilitator reminds; the mails go out."""
    scene.answer_everything()
    organization: Organization = scene.round.organization
    with organization_scope(organization):
        round: Round = get_round_or_404(organization=organization, round_id=scene.round.pk)
        for seat in round.loaded_seats:
            remind(round=round, seat_id=seat.pk, by=scene.people["facilitator"])
    scene.do_jobs()
    scene.submit()


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_planted_leak_is_found(
    leak: Callable[[Patch, Scene], None],
    scene: Scene,
    monkeypatch: Patch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for viewer in VIEWERS:
        scene.pages(viewer)
    leak(monkeypatch, scene)
    before = {viewer: scene.pages(viewer) for viewer in VIEWERS}
    scene.answer_everything()
    changed = moved(before, {viewer: scene.pages(viewer) for viewer in VIEWERS})
    story(scene)
    found = [*changed, *(surface for surface, _, _ in scene.hits(caplog.text, viewers=VIEWERS))]
    assert any(LEAKS[leak] in surface for surface in found), found


def test_without_a_leak_the_same_search_finds_nothing(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for viewer in VIEWERS:
        scene.pages(viewer)
    before = {viewer: scene.pages(viewer) for viewer in VIEWERS}
    scene.answer_everything()
    assert moved(before, {viewer: scene.pages(viewer) for viewer in VIEWERS}) == []
    story(scene)
    assert scene.hits(caplog.text, viewers=VIEWERS) == []
