"""Documents, jobs and home as their readers see them, and as everybody else does not."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alignment.models import Round
from alignment.services import answers
from config.jobs import HANDLERS
from organizations.access import organization_scope, unfenced
from organizations.domain.sides import Side
from organizations.models import Job, Membership
from organizations.services import jobs
from reports.selectors.documents import path_of
from reports.services.documents import request_round_report
from tests.factories.alignment import (
    answer_everything,
    make_open_round,
    make_revealed_round,
    make_round,
    seat_of,
)
from tests.fixtures.people import ClientOf
from tests.integration.reports.conftest import MakeReport, reread

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def url(name: str, membership: Membership, *args: object) -> str:
    return reverse(f"reports:{name}", args=[membership.organization.slug, *args])


def test_one_click_leads_to_the_progress_and_then_to_the_file(
    revealed: Round, make_report: MakeReport, ceo: Membership, client_of: ClientOf
) -> None:
    client = client_of(ceo)
    answer = client.post(url("round_report", ceo, revealed.pk))
    with unfenced():
        job = Job.objects.get(kind="render_round_report")
    assert answer["Location"] == url("job", ceo, job.pk)
    waiting = client.get(url("job", ceo, job.pk), headers=HTMX).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    make_report(ceo)
    done = client.get(url("job", ceo, job.pk), headers=HTMX)
    assert "hx-trigger" not in done.content.decode(), "the poll ends"
    assert "HX-Request" in done["Vary"]
    download = url("document", ceo, reread(job).result_id)
    assert download in done.content.decode()
    page = client.get(url("job", ceo, job.pk)).content.decode()
    assert "<html" in page
    assert download in page


def test_download_sends_the_file_under_a_name_of_ours(
    make_report: MakeReport, ceo: Membership, facilitator: Membership, client_of: ClientOf
) -> None:
    job = make_report(ceo)
    for reader in (ceo, facilitator):
        answer = client_of(reader).get(url("document", ceo, job.result_id))
        assert b"".join(answer).startswith(b"%PDF")
        slug = ceo.organization.slug
        assert answer["Content-Disposition"] == f'attachment; filename="{slug}-round-report-1.pdf"'
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "no-store, private"


def test_a_document_whose_file_was_lost_is_not_found(
    make_report: MakeReport, ceo: Membership, client_of: ClientOf
) -> None:
    job = make_report(ceo)
    path_of(organization=ceo.organization, document_id=job.pk).unlink()
    assert client_of(ceo).get(url("document", ceo, job.result_id)).status_code == 404


def test_a_document_does_not_exist_for_the_board_before_its_release(
    make_report: MakeReport, ceo: Membership, board_reader: Membership, client_of: ClientOf
) -> None:
    job = make_report(ceo)
    client = client_of(board_reader)
    listed = client.get(url("documents", ceo)).content.decode()
    assert "released to the board" in listed
    assert str(job.result_id) not in listed
    for document_id in (job.result_id, uuid4()):
        assert client.get(url("document", ceo, document_id)).status_code == 404


def test_a_foreign_document_is_like_no_document(
    make_report: MakeReport, ceo: Membership, outsider: Membership, client_of: ClientOf
) -> None:
    job, client = make_report(ceo), client_of(outsider)
    foreign = client.get(url("document", outsider, job.result_id))
    unknown = client.get(url("document", outsider, uuid4()))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert client.get(url("documents", ceo)).status_code == 404


def test_the_list_tells_author_time_with_zone_pages_size_and_fingerprint(
    make_report: MakeReport, ceo: Membership, cto: Membership, client_of: ClientOf
) -> None:
    make_report(ceo)
    ceo.person.time_zone = "Europe/Berlin"
    ceo.person.save()
    page = client_of(ceo).get(url("documents", ceo)).content.decode()
    for part in ("Spring round", "Carla Brandt", " pages, ", " kB", "SHA-256", "<code>"):
        assert part in page
    assert re.search(r"\d\d:\d\d Europe/Berlin</td>", page)


def test_the_empty_list_says_what_to_do(ceo: Membership, client_of: ClientOf) -> None:
    assert "with one click" in client_of(ceo).get(url("documents", ceo)).content.decode()


def test_a_list_of_many_documents_needs_as_many_queries_as_of_one(
    make_report: MakeReport,
    ceo: Membership,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_report(ceo)
    client = client_of(ceo)
    client.get(url("documents", ceo))
    with django_assert_num_queries(4) as first:
        client.get(url("documents", ceo))
    second = make_revealed_round(organization=ceo.organization, business=[ceo], title="Autumn round")
    with organization_scope(ceo.organization):
        job = request_round_report(round=second, by=ceo)
    jobs.run(job_id=job.pk, handlers=HANDLERS)
    with django_assert_num_queries(len(first.captured_queries)):
        assert b"Autumn round" in client.get(url("documents", ceo)).content


def test_only_the_requester_sees_retries_and_cancels_a_job(
    revealed: Round, ceo: Membership, cto: Membership, administrator: Membership, client_of: ClientOf
) -> None:
    with organization_scope(ceo.organization):
        job = request_round_report(round=revealed, by=ceo)
    for other in (cto, administrator):
        client = client_of(other)
        assert client.get(url("job", ceo, job.pk)).status_code == 404
        assert client.post(url("job_cancel", ceo, job.pk)).status_code == 404
        assert client.post(url("job_retry", ceo, job.pk)).status_code == 404
    assert reread(job).state == "queued"
    client = client_of(ceo)
    client.post(url("job_cancel", ceo, job.pk))
    assert reread(job).state == "cancelled"
    assert "Try again" in client.get(url("job", ceo, job.pk)).content.decode()
    client.post(url("job_retry", ceo, job.pk))
    assert reread(job).state == "queued"


def test_a_failed_job_says_why(revealed: Round, ceo: Membership, client_of: ClientOf) -> None:
    with organization_scope(ceo.organization):
        job = request_round_report(round=revealed, by=ceo)
    jobs.run(job_id=job.pk, handlers={})
    page = client_of(ceo).get(url("job", ceo, job.pk)).content.decode()
    assert "does not know this kind of work" in page
    assert "Try again" in page


def test_too_many_jobs_are_refused_in_words(revealed: Round, ceo: Membership, client_of: ClientOf) -> None:
    with organization_scope(ceo.organization):
        for number in range(3):
            jobs.enqueue(
                kind="x", subject_id=uuid4(), key=f"x{number}", organization=ceo.organization, by=ceo
            )
    answer = client_of(ceo).post(url("round_report", ceo, revealed.pk), follow=True)
    assert "already have 3 jobs" in answer.content.decode()


@pytest.mark.parametrize("name", ["board_reader", "pilot_member", "administrator"])
def test_who_sees_no_results_asks_for_no_report(
    name: str, revealed: Round, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    member: Membership = request.getfixturevalue(name)
    assert client_of(member).post(url("round_report", member, revealed.pk)).status_code == 403
    with unfenced():
        assert not Job.objects.filter(kind="render_round_report").exists()


def test_asking_is_a_post(revealed: Round, ceo: Membership, client_of: ClientOf) -> None:
    assert client_of(ceo).get(url("round_report", ceo, revealed.pk)).status_code == 405


def test_home_names_the_next_step_of_each_person(
    ceo: Membership, cto: Membership, facilitator: Membership, client_of: ClientOf
) -> None:
    open_round = make_open_round(
        organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator, title="Spring"
    )
    page = client_of(ceo).get(url("home", ceo)).content.decode()
    assert "“Spring” is open: 0 of 2 have submitted." in page
    assert reverse("alignment:answer", args=[ceo.organization.slug, open_round.pk]) in page
    watching = client_of(facilitator).get(url("home", ceo)).content.decode()
    assert "Wait for Carla Brandt and Tomas Vidal" in watching


def test_home_after_the_reveal_leads_to_the_gaps(
    revealed: Round, ceo: Membership, client_of: ClientOf
) -> None:
    page = client_of(ceo).get(url("home", ceo)).content.decode()
    assert reverse("alignment:gaps", args=[ceo.organization.slug, revealed.pk]) in page


@pytest.mark.parametrize("who", ["board_reader", "pilot_member"])
def test_home_tells_nothing_of_rounds_to_those_who_may_not_see_them(
    who: str, revealed: Round, ceo: Membership, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    page = client_of(request.getfixturevalue(who)).get(url("home", ceo)).content.decode()
    assert revealed.title not in page
    assert "/rounds/" not in page


def test_home_of_an_empty_organization_begins(
    ceo: Membership, administrator: Membership, client_of: ClientOf
) -> None:
    page = client_of(administrator).get(url("home", ceo)).content.decode()
    assert "Invite a leader of the technology side" in page
    assert "No round yet." in page


def test_home_needs_the_same_queries_for_many_rounds(
    ceo: Membership,
    cto: Membership,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(ceo)
    make_round(organization=ceo.organization, business=[ceo], technology=[cto])
    client.get(url("home", ceo))
    with django_assert_num_queries(6) as first:
        client.get(url("home", ceo))
    for number in range(3):
        make_round(organization=ceo.organization, business=[ceo], technology=[cto], title=f"R{number}")
    with django_assert_num_queries(len(first.captured_queries)):
        assert b"R2" in client.get(url("home", ceo)).content


def test_home_is_the_same_whatever_the_other_has_saved(
    ceo: Membership, cto: Membership, client_of: ClientOf
) -> None:
    open_round = make_open_round(organization=ceo.organization, business=[ceo], technology=[cto])
    seat = seat_of(open_round, Side.TECHNOLOGY)
    with organization_scope(ceo.organization):
        answers.start(seat=seat, by=cto)
    client = client_of(ceo)
    before = without_tokens(client.get(url("home", ceo)))
    answer_everything(seat=seat, reason="canary")
    assert without_tokens(client.get(url("home", ceo))) == before


def without_tokens(answer: HttpResponseBase) -> list[bytes]:
    """A page without its form tokens, which differ in every answer."""
    assert isinstance(answer, HttpResponse)
    return [line for line in answer.content.splitlines() if b"csrfmiddlewaretoken" not in line]
