"""A round whose business leader answers nothing but canaries, everybody who might see them, and every place to look."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alignment.access import instrument_of
from alignment.domain.formats import Allocation, Number, Percent, Pick, SteppedFormat, Text
from alignment.domain.instrument import Item
from alignment.models import Round
from alignment.services import answers, sealing
from alignment.services.answers import AnswerDraft, SaveStamp
from config.jobs import HANDLERS
from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership
from organizations.services import jobs
from reports.models import Document
from tests.factories.alignment import own_seat
from tests.factories.pages import TOKEN
from tests.fixtures.routes import Pattern, all_patterns

#: What is looked for: a word of the reasons, one of the free text, numbers of answers and of predictions.
WORDS = ("heliotrope", "marzipan")
NUMBERS = ("61.37", "48613", "48,613")
PREDICTIONS = ("73.19", "79153", "79,153")
CANARIES = (*WORDS, *NUMBERS, *PREDICTIONS)
#: Own commands that print for operators; with what they are called.
COMMANDS: Mapping[str, Callable[["Scene"], list[str]]] = {
    "export_round": lambda scene: [str(scene.round.pk)],
    "rescore_rounds": lambda scene: [],
    "verify_history": lambda scene: [],
}
#: Own commands that read no round, or run without end.
SILENT = {"score_answers", "load_demo", "fill_organization", "relay_jobs", "run_jobs", "write_rules"}
#: Tables in which answers live; the last two from the reveal on.
HOMES = {"alignment_answer", "alignment_snapshot", "alignment_gapscore"}
SESSION_CLOCKS = {"parallax_seen", "parallax_started"}

NOBODYS = UUID(int=1)
#: Looking at these ends the session, or is counted by a rate limit.
LEAVING = {"/account/logout/", "/invitation/unknown/"}

Hit = tuple[str, str, str]  # where, who looked, what was seen


@dataclass
class Scene:
    """`people` look; the author is never among them."""

    round: Round
    author: Membership
    people: Mapping[str, Membership]
    clients: dict[str, Client] = field(default_factory=dict)
    sequence: int = 0

    def client(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = Client(raise_request_exception=False)
            if name != "nobody":
                member = self.author if name == "author" else self.people[name]
                self.clients[name].force_login(member.person)
        return self.clients[name]

    # ---- what the author does ----
    def answer_everything(self, *, turn: int = 0) -> None:
        """Every place of an answer holds a canary, or an option that moves with `turn`."""
        with organization_scope(self.round.organization):
            seat = own_seat(self.round, self.author)
            instrument = instrument_of(self.round)
            self.sequence += 1
            stamp = SaveStamp(tab="author", sequence=self.sequence, base_version=0)
            for kind, item, draft in self.drafts(instrument.items, instrument.anchors, turn=turn):
                answers.save_answer(seat=seat, kind=kind, item=item, draft=draft, stamp=stamp, by=self.author)
            for topic in instrument.topics:
                draft = AnswerDraft(state="value", value=1 + (topic.number + turn) % 5)
                answers.save_answer(
                    seat=seat, kind="importance", item=topic.id, draft=draft, stamp=stamp, by=self.author
                )

    def drafts(
        self, items: tuple[Item, ...], anchors: tuple[Item, ...], *, turn: int
    ) -> Iterator[tuple[str, str, AnswerDraft]]:
        for number, item in enumerate(items):
            state = ("value", "value", "dont_know", "not_applicable")[turn % 4] if number == 1 else "value"
            value = canary_of(item, turn, NUMBERS) if state == "value" else None
            reason = f"{WORDS[0]} {item.id} {turn}"
            certainty = 1 + turn % 3
            yield "own", item.id, AnswerDraft(state=state, value=value, certainty=certainty, reason=reason)
        for item in anchors:
            yield (
                "prediction",
                item.id,
                AnswerDraft(state="value", value=canary_of(item, turn, PREDICTIONS)),
            )

    def submit(self, member: Membership | None = None) -> None:
        by = member or self.author
        with organization_scope(self.round.organization):
            sealing.submit(seat=own_seat(self.round, by), by=by)

    def reopen(self) -> None:
        with organization_scope(self.round.organization):
            sealing.reopen(seat=own_seat(self.round, self.author), by=self.author)

    def do_jobs(self) -> None:
        """Work as a worker would, mails included."""
        with unfenced():
            waiting = list(Job.objects.filter(state="queued").values_list("pk", flat=True))
        for job in waiting:
            jobs.run(job_id=job, handlers=HANDLERS)

    # ---- where somebody may look ----
    def addresses(self, *, with_accounts: bool = False) -> list[str]:
        """Every address of the software, filled with this round and everything around it.

        The pages of accounts know no round: they are looked at once.
        """
        patterns = [one for one in all_patterns() if with_accounts or not is_of_accounts(one)]
        return sorted({url for pattern in patterns for url in self.urls_of(pattern)} - LEAVING)

    def urls_of(self, pattern: Pattern) -> Iterator[str]:
        for kwargs in self.fillings(pattern.route):
            try:
                yield reverse(pattern.name, kwargs=kwargs)
            except NoReverseMatch as lost:
                raise AssertionError(f"Say in `fillings` what completes {pattern.route}") from lost

    def fillings(self, route: str) -> Iterator[dict[str, object]]:
        with organization_scope(self.round.organization):
            author = own_seat(self.round, self.author)
            ids = {
                "job_id": list(Job.objects.values_list("pk", flat=True)),
                "document_id": list(Document.objects.values_list("pk", flat=True)),
            }
        common: dict[str, object] = {
            "slug": self.round.organization.slug,
            "round_id": self.round.pk,
            "seat_id": author.pk,
            "membership_id": self.author.pk,
            "invitation_id": NOBODYS,
            "token": "unknown",
            "topic": "problem",
            "pk": 1,
            "key": "unknown",
            "uidb36": "x",
        }
        known = {
            name: value for name, value in common.items() if f":{name}>" in route or f"P<{name}>" in route
        }
        if "<str:part>" in route:
            for part, item in QUESTIONS:
                yield {**known, "part": part, "item": item}
            return
        for name, values in ids.items():
            if f":{name}>/" in route and not route.endswith(f":{name}>/"):
                yield {**known, name: values[0] if values else NOBODYS}
                return
            if f":{name}>" in route:
                yield from ({**known, name: value} for value in [*values, NOBODYS])
                return
        yield known

    def look(self, viewer: str, url: str, *, is_fragment: bool) -> str:
        """Everything that comes back: status, headers, cookies, body; without what is new on every load."""
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{url}"} if is_fragment else {}
        response = self.client(viewer).get(url, headers=headers)
        body = response.getvalue()
        shown = sorted((name, value) for name, value in response.headers.items())
        return f"{response.status_code} {shown} {TOKEN.sub(rb'', body).decode(errors='replace')}"

    def pages(self, viewer: str, *, with_accounts: bool = False) -> dict[str, str]:
        """All addresses as page and as fragment."""
        return {
            f"{url} {'fragment' if is_fragment else 'page'}": self.look(viewer, url, is_fragment=is_fragment)
            for url in self.addresses(with_accounts=with_accounts)
            for is_fragment in (False, True)
        }

    def rows(self) -> dict[str, str]:
        """Every row of every table but those in which answers live; sessions are read, not only printed."""
        found = {}
        with unfenced(), connection.cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                table = model._meta.db_table
                if table not in HOMES:
                    cursor.execute(f'SELECT * FROM "{table}"')
                    found[f"table {table}"] = str(cursor.fetchall())
            sessions = [session.get_decoded() for session in Session.objects.order_by("pk")]
        found["sessions, decoded"] = str(
            [{name: value for name, value in one.items() if name not in SESSION_CLOCKS} for one in sessions]
        )
        return found

    def commands(self) -> dict[str, str]:
        return {f"command {name}": self.run_command(name) for name in COMMANDS}

    def run_command(self, name: str) -> str:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(name, *COMMANDS[name](self), stdout=out, stderr=err)
        except (CommandError, SystemExit) as refusal:
            err.write(str(refusal))
        return f"{out.getvalue()} {err.getvalue()}"

    def mails(self) -> dict[str, str]:
        return {
            f"mail {number} to {message.to}": message.message().as_string() + str(message.body)
            for number, message in enumerate(mail.outbox)
        }

    def outside_of_pages(self) -> dict[str, str]:
        return {**self.rows(), **self.commands(), **self.mails()}

    def hits(
        self,
        log: str,
        *,
        viewers: tuple[str, ...],
        canaries: tuple[str, ...] = CANARIES,
        is_last: bool = False,
    ) -> list[Hit]:
        """Where a canary was seen by somebody who is not its author; a page that fails counts as a hit."""
        looked: list[tuple[str, Mapping[str, str]]] = [
            (viewer, self.pages(viewer, with_accounts=is_last)) for viewer in viewers
        ]
        looked.append(("operator", {**self.outside_of_pages(), "log": log}))
        return [
            (surface, viewer, canary)
            for viewer, texts in looked
            for surface, text in texts.items()
            for canary in (*canaries, *(["failed"] if text.startswith("500") else []))
            if canary in text or canary == "failed"
        ]


def is_of_accounts(pattern: Pattern) -> bool:
    return pattern.route.startswith("account/") and not pattern.name.startswith("organizations:")


QUESTIONS = (
    ("own", "problem.1"),
    ("own", "problem.3"),
    ("own", "problem.5"),
    ("own", "data.3"),
    ("own", "risk.1"),
    ("own", "pace.3"),
    ("prediction", "problem.3"),
    ("prediction", "data.4"),
    ("importance", "data"),
    ("own", "no.1"),
)


def canary_of(item: Item, turn: int, numbers: tuple[str, ...]) -> Any:
    """An answer that the format allows and that tells itself apart (Any: what a format stores)."""
    ruler, ids = item.format, [option.id for option in item.options]
    turned = ids[turn % len(ids) :] + ids[: turn % len(ids)] if ids else []
    fraction, large = float(numbers[0]), int(numbers[1])
    if isinstance(ruler, SteppedFormat):
        return 1 + turn % ruler.points
    if isinstance(ruler, Percent):
        return fraction
    if isinstance(ruler, Number):
        return large + turn
    if isinstance(ruler, Text):
        return f"{WORDS[1]} {turn}"
    if isinstance(ruler, Allocation):
        parts = [0.0] * ruler.parts
        parts[turn % ruler.parts], parts[(turn + 1) % ruler.parts] = fraction, round(100 - fraction, 2)
        return parts
    if isinstance(ruler, Pick):
        return turned[: ruler.pick]
    return turned if ruler.kind == "ranking" else turned[0]
