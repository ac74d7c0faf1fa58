"""Whether the audit trail is what was written: recomputes every hash and the links between them."""

from dataclasses import dataclass

from organizations.access import organization_scope
from organizations.audit import event_hash
from organizations.models import AuditChain, AuditEvent, Organization

START = "0" * 64


@dataclass(frozen=True, kw_only=True)
class HistoryReport:
    """What was found; `breaks` are sentences, and empty when the trail is whole."""

    organization: str
    events: int
    head: str
    breaks: tuple[str, ...]


def list_organizations() -> tuple[Organization, ...]:
    return tuple(Organization.objects.order_by("name", "pk"))


def verify_history(*, organization: Organization) -> HistoryReport:
    """Walk the whole trail of one organization."""
    number, head = 0, START
    breaks: list[str] = []
    with organization_scope(organization):
        for event in AuditEvent.objects.filter(organization=organization).order_by("number").iterator():
            breaks += faults_of(event, number=number + 1, previous=head)
            number, head = event.number, event.hash
        breaks += faults_of_end(organization, number=number, head=head)
    return HistoryReport(organization=organization.name, events=number, head=head, breaks=tuple(breaks))


def faults_of(event: AuditEvent, *, number: int, previous: str) -> list[str]:
    """Return what is wrong with one event that should have this number and follow this hash."""
    faults = {
        f"event {event.number}: event {number} is missing": event.number != number,
        f"event {event.number}: does not follow the event before it": event.previous_hash != previous,
        f"event {event.number}: was changed after it was written": event.hash != event_hash(event),
    }
    return [fault for fault, is_true in faults.items() if is_true]


def faults_of_end(organization: Organization, *, number: int, head: str) -> list[str]:
    """Compare the last event with the end that the chain remembers: cut-off events show here."""
    chain = AuditChain.objects.filter(organization=organization).first()
    remembered = (chain.number, chain.head) if chain else (0, START)
    if remembered == (number, head):
        return []
    return [f"the trail ends with event {number}, but event {remembered[0]} was the last one written"]
