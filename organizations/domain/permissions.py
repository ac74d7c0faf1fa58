"""Who may do what: one table, read by every guard; in which state it may be done is policy."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """A right in the software; a right to decide in the company is a decision right (app governance)."""

    VISIT = "visit"  # see the organization's home
    ANSWER_ROUNDS = "answer_rounds"  # hold a seat and answer
    RUN_ROUNDS = "run_rounds"  # create, open, cancel; see who has answered, never what
    SEE_ROUNDS = "see_rounds"  # which rounds there are and who has submitted, never what
    SEE_RESULTS = "see_results"  # answers and scores of revealed rounds
    MANAGE_PEOPLE = "manage_people"  # invite, change roles, deactivate
    MANAGE_SETTINGS = "manage_settings"  # name, deletion of the organization
    READ_DOCUMENTS = "read_documents"  # finished documents; which ones is policy


class Role(StrEnum):
    """What a person is in one organization."""

    LEADER = "leader"
    FACILITATOR = "facilitator"
    PILOT_MEMBER = "pilot_member"
    BOARD_READER = "board_reader"
    ADMINISTRATOR = "administrator"


ROLE_LABELS: Mapping[Role, str] = {
    Role.LEADER: "Leader",
    Role.FACILITATOR: "Facilitator",
    Role.PILOT_MEMBER: "Pilot member",
    Role.BOARD_READER: "Board reader",
    Role.ADMINISTRATOR: "Administrator",
}

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.LEADER: frozenset(
        {
            Permission.VISIT,
            Permission.ANSWER_ROUNDS,
            Permission.SEE_ROUNDS,
            Permission.SEE_RESULTS,
            Permission.READ_DOCUMENTS,
        }
    ),
    Role.FACILITATOR: frozenset(
        {
            Permission.VISIT,
            Permission.RUN_ROUNDS,
            Permission.SEE_ROUNDS,
            Permission.SEE_RESULTS,
            Permission.READ_DOCUMENTS,
        }
    ),
    Role.PILOT_MEMBER: frozenset({Permission.VISIT}),
    Role.BOARD_READER: frozenset({Permission.VISIT, Permission.READ_DOCUMENTS}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VISIT,
            Permission.RUN_ROUNDS,
            Permission.SEE_ROUNDS,
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_SETTINGS,
        }
    ),
}


def permissions_of(*, role: Role, is_administrator: bool) -> frozenset[Permission]:
    """Return the rights of a role, plus the administrator's where the person also administers."""
    own = ROLE_PERMISSIONS[role]
    return own | ROLE_PERMISSIONS[Role.ADMINISTRATOR] if is_administrator else own
