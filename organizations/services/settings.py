"""What an organization is called."""

from django.db import transaction

from organizations import audit
from organizations.models import Membership, Organization


@transaction.atomic
def rename_organization(*, organization: Organization, name: str, by: Membership) -> None:
    """Change the name; the address stays, so that links keep working."""
    Organization.objects.filter(pk=organization.pk).update(name=name)
    audit.record(
        "organization.renamed",
        organization=organization,
        by=by,
        subject_type="organization",
        subject_id=organization.pk,
    )
