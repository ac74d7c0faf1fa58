"""The tables of the organizations app."""

from organizations.models.audit_event import AuditChain, AuditEvent
from organizations.models.base import TenantModel
from organizations.models.erasure import ErasureOrder
from organizations.models.job import Job
from organizations.models.tenant import Invitation, Membership, Organization
from organizations.models.person import Person

__all__ = [
    "AuditChain",
    "AuditEvent",
    "ErasureOrder",
    "Invitation",
    "Job",
    "Membership",
    "Organization",
    "Person",
    "TenantModel",
]
