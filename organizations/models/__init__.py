"""The tables of the organizations app."""

from organizations.models.audit_event import AuditChain, AuditEvent
from organizations.models.base import TenantManager, TenantModel
from organizations.models.erasure import ErasureOrder
from organizations.models.job import Job
from organizations.models.person import Person
from organizations.models.tenant import Invitation, Membership, Organization

__all__ = [
    "AuditChain",
    "AuditEvent",
    "ErasureOrder",
    "Invitation",
    "Job",
    "Membership",
    "Organization",
    "Person",
    "TenantManager",
    "TenantModel",
]
