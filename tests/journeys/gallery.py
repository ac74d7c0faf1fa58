"""Every page of the product, hung up once for looking at: who sees it, and how to get to its address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alignment.models import Round
from alignment.services import answers
from alignment.services.rounds import cancel_round
from alignment.services.sealing import submit
from organizations.access import organization_scope, unfenced
from organizations.domain.permissions import Role
from organizations.models import Invitation, Job, Membership
from organizations.services.invitations import send_invitation
from tests.factories.alignment import answer_everything, make_open_round, make_revealed_round, own_seat
from tests.factories.invitations import make_invitation
from tests.factories.organizations import PASSWORD, make_membership, make_organization
from tests.fixtures.routes import World

Viewer = Role | str
QUESTIONS = {
    "scale": "problem.1",
    "choice": "problem.2",
    "percent": "problem.3",
    "text": "problem.5",
    "pick": "success.2",
    "bipolar": "success.4",
    "number": "data.3",
    "ranking": "risk.1",
    "allocation": "pace.3",
}


@dataclass
class Gallery:
    """One organization in which every page has something to show."""

    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        business, technology = self.world.members[Role.LEADER], self.world.other_leader
        world, seats = self.world, {}
        with organization_scope(world.organization):
            for member in (business, technology):
                seats[member.pk] = own_seat(world.open_round, member)
                answers.start(seat=seats[member.pk], by=member)
            answer_everything(seat=own_seat(world.open_round, technology), reason="As in spring.")
            submit(seat=own_seat(world.open_round, technology), by=technology)
            for round in (world.draft_round, world.revealed_round, self.fresh_round, self.computing_round):
                assert str(round.pk)
            cancel_round(round=self.cancelled_round, by=world.members[Role.FACILITATOR])
        make_membership(organization=make_organization(name="Southfield"), person=business.person)
        self.done_job = self.job(Job.State.DONE, result_id=self.world.document().pk)
        self.failed_job = self.job(Job.State.FAILED, failure="There is no room on the disk. Try again later.")
        self.queued_job = self.job(Job.State.QUEUED)

    def member(self, viewer: Viewer) -> Membership:
        return self.world.other_leader if viewer == "cto" else self.world.members[Role(viewer)]

    def own_round(self, **options: Any) -> Round:
        """Any: what the factories take."""
        return make_open_round(
            organization=self.world.organization,
            business=[self.member(Role.LEADER)],
            technology=[self.world.other_leader],
            by=self.member(Role.FACILITATOR),
            **options,
        )

    @cached_property
    def fresh_round(self) -> Round:
        return self.own_round(title="Autumn")

    @cached_property
    def cancelled_round(self) -> Round:
        return self.own_round(title="Winter")

    @cached_property
    def computing_round(self) -> Round:
        return make_revealed_round(
            organization=self.world.organization,
            business=[self.member(Role.LEADER)],
            technology=[self.world.other_leader],
            by=self.member(Role.FACILITATOR),
            title="Just revealed",
            is_scored=False,
        )

    def job(self, state: str, **fields: Any) -> Job:
        """Any: columns of a job."""
        job = self.world.job_of(self.member(Role.LEADER))
        with unfenced():
            Job.objects.filter(pk=job.pk).update(state=state, **fields)
        return job

    def cookie(self, viewer: Viewer | None) -> str:
        """A session of somebody who has just given the password, as the security pages demand; empty for nobody."""
        if viewer is None:
            return ""
        client = Client(REMOTE_ADDR="127.0.0.1")
        person = self.member(viewer).person
        client.force_login(person)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return client.cookies["sessionid"].value

    def url(self, name: str, **kwargs: Any) -> str:
        """An address inside the organization; any value that an address takes."""
        return reverse(name, kwargs={"slug": self.world.organization.slug, **kwargs})

    def of(self, name: str, round: Round, **kwargs: Any) -> str:
        return self.url(f"alignment:{name}", round_id=round.pk, **kwargs)

    def question(self, item: str, part: str = "own") -> str:
        return self.of("question", self.world.open_round, part=part, item=item)

    def invitation(self, *, email: str = "", is_revoked: bool = False) -> str:
        """The address of an invitation: the token is known to its mail only, so this one writes its own."""
        administrator = self.member(Role.ADMINISTRATOR)
        row = make_invitation(by=administrator, email=email or f"{uuid4().hex}@northlight.example")
        tokens: list[str] = []
        with unfenced():
            tokens.append(sent_token(row))
            if is_revoked:
                Invitation.objects.filter(pk=row.pk).update(revoked_at=timezone.now())
        return reverse("organizations:invitation", args=tokens)

    def reset_link(self) -> str:
        person = self.member(Role.LEADER).person
        key = default_token_generator.make_token(person)
        return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def sent_token(invitation: Invitation) -> str:
    """Send the invitation into memory and read its link."""
    with organization_scope(invitation.organization):
        send_invitation(invitation_id=invitation.pk)
    return str(mail.outbox[-1].body).partition("/invitation/")[2].partition("/")[0]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One page as one person sees it; `route` is the name of its address."""

    route: str
    viewer: Viewer | None
    address: Callable[[Gallery], str]
    note: str = ""
    status: int = 200

    @property
    def id(self) -> str:
        return "-".join(filter(None, (self.route.replace(":", "."), self.note, str(self.viewer or "nobody"))))


def plain(route: str, viewer: Viewer | None = None, *, status: int = 200, note: str = "") -> Picture:
    """A page whose address needs nothing."""
    return Picture(route=route, viewer=viewer, address=lambda _: reverse(route), status=status, note=note)


def inside(route: str, viewer: Viewer, **kwargs: Any) -> Picture:
    return Picture(route=route, viewer=viewer, address=lambda gallery: gallery.url(route, **kwargs))


def on_round(route: str, viewer: Viewer, which: str, **kwargs: Any) -> Picture:
    """A page of a round: `which` is its state; rounds of the routes' world or of the gallery."""

    def address(gallery: Gallery) -> str:
        name = f"{which}_round"
        round = getattr(gallery if hasattr(gallery, name) else gallery.world, name)
        return gallery.of(route, round, **kwargs)

    return Picture(route=f"alignment:{route}", viewer=viewer, address=address, note=which)


def job_page(state: str) -> Picture:
    def address(gallery: Gallery) -> str:
        return gallery.url("reports:job", job_id=getattr(gallery, f"{state}_job").pk)

    return Picture(route="reports:job", viewer=LEADER, note=state, address=address)


def question_page(kind: str, item: str) -> Picture:
    return Picture(
        route="alignment:question",
        viewer=LEADER,
        note=kind,
        address=lambda gallery: gallery.question(item),
    )


LEADER, FACILITATOR, ADMINISTRATOR = Role.LEADER, Role.FACILITATOR, Role.ADMINISTRATOR
ENTRANCE = (
    *(
        plain(name)
        for name in (
            "organizations:landing",
            "organizations:start",
            "account_login",
            "account_signup",
            "account_inactive",
            "account_email_verification_sent",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
        )
    ),
    Picture(
        route="account_reset_password_from_key", viewer=None, address=lambda gallery: gallery.reset_link()
    ),
    Picture(
        route="account_reset_password_from_key",
        viewer=None,
        note="used",
        address=lambda _: reverse("account_reset_password_from_key", args=["x", "y-z"]),
    ),
    Picture(
        route="account_confirm_email",
        viewer=None,
        address=lambda _: reverse("account_confirm_email", args=["unknown"]),
    ),
    Picture(route="organizations:invitation", viewer=None, address=lambda gallery: gallery.invitation()),
    Picture(
        route="organizations:invitation",
        viewer=None,
        note="revoked",
        status=410,
        address=lambda gallery: gallery.invitation(is_revoked=True),
    ),
    Picture(
        route="organizations:invitation",
        viewer=LEADER,
        note="other",
        address=lambda gallery: gallery.invitation(),
    ),
    Picture(
        route="404", viewer=LEADER, status=404, address=lambda gallery: gallery.url("reports:home") + "no/"
    ),
    Picture(
        route="403",
        viewer=Role.PILOT_MEMBER,
        status=403,
        address=lambda gallery: gallery.url("alignment:rounds"),
    ),
)
ACCOUNT = tuple(
    plain(name, LEADER)
    for name in (
        "organizations:landing",
        "organizations:start",
        "organizations:account",
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
    )
)
ORGANIZATION = (
    *(inside("reports:home", role) for role in Role),
    *(inside("organizations:people", role) for role in (LEADER, ADMINISTRATOR, Role.PILOT_MEMBER)),
    inside("organizations:invite", ADMINISTRATOR),
    inside("organizations:settings", ADMINISTRATOR),
    inside("organizations:erase", ADMINISTRATOR),
    Picture(
        route="organizations:membership",
        viewer=ADMINISTRATOR,
        address=lambda gallery: gallery.url(
            "organizations:membership", membership_id=gallery.member(LEADER).pk
        ),
    ),
    *(inside("reports:documents", role) for role in (LEADER, FACILITATOR, Role.BOARD_READER)),
    *(job_page(state) for state in ("queued", "done", "failed")),
)
ROUNDS = (
    *(inside("alignment:rounds", role) for role in (LEADER, FACILITATOR, ADMINISTRATOR)),
    inside("alignment:round_new", FACILITATOR),
    on_round("round_cancel", FACILITATOR, "open"),
    *(
        on_round("round", viewer, which)
        for which in ("draft", "open", "revealed", "cancelled")
        for viewer in (LEADER, FACILITATOR)
    ),
    on_round("round", "cto", "open"),
    on_round("round", ADMINISTRATOR, "revealed"),
    on_round("gaps", LEADER, "computing"),
    on_round("gaps", LEADER, "revealed"),
    on_round("gaps", FACILITATOR, "revealed"),
    on_round("gap_method", LEADER, "revealed"),
    on_round("gap_topic", LEADER, "revealed", topic="data"),
    on_round("gap_topic", FACILITATOR, "revealed", topic="pace"),
)
QUESTIONNAIRE = (
    on_round("answer", LEADER, "fresh"),
    on_round("check", LEADER, "open"),
    on_round("submit", LEADER, "open"),
    on_round("check", "cto", "open"),
    on_round("receipt", "cto", "open"),
    on_round("receipt", "cto", "revealed"),
    *(question_page(kind, item) for kind, item in QUESTIONS.items()),
    Picture(
        route="alignment:question",
        viewer=LEADER,
        note="prediction",
        address=lambda gallery: gallery.question("problem.1", "prediction"),
    ),
    Picture(
        route="alignment:question",
        viewer=LEADER,
        note="importance",
        address=lambda gallery: gallery.question("data", "importance"),
    ),
)
PICTURES = (*ENTRANCE, *ACCOUNT, *ORGANIZATION, *ROUNDS, *QUESTIONNAIRE)
