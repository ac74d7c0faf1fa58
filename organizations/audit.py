"""Writes the audit trail: one numbered, hash-chained event per act, in the same transaction as the act."""

import hashlib
import json
from collections.abc import Mapping
from typing import cast
from uuid import UUID

from django.utils import timezone

from organizations.models import AuditChain, AuditEvent, Membership, Organization

Fact = str | int | bool | None


def record(
    action: str,
    *,
    organization: Organization,
    by: Membership | None,
    subject_type: str,
    subject_id: UUID,
    facts: Mapping[str, Fact] | None = None,
) -> AuditEvent:
    """Append one event; call inside the transaction of the act. `facts` never hold answer text."""
    AuditChain.objects.get_or_create(organization=organization)
    chain = AuditChain.objects.select_for_update().get(organization=organization)
    event = AuditEvent(
        organization=organization,
        number=chain.number + 1,
        at=timezone.now(),
        actor=by,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        facts=dict(facts or {}),
        previous_hash=chain.head,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    AuditChain.objects.filter(organization=organization).update(number=event.number, head=event.hash)
    return event


def event_hash(event: AuditEvent) -> str:
    """Return the SHA-256 of the event's canonical JSON, which names the hash before it."""
    body = {
        "organization": str(event.organization_id),
        "number": event.number,
        "at": event.at.isoformat(),
        "actor": str(event.actor_id) if event.actor_id else None,
        "action": event.action,
        "subject_type": event.subject_type,
        "subject_id": str(event.subject_id),
        "facts": cast(dict[str, Fact], event.facts),
        "previous_hash": event.previous_hash,
    }
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
