"""The deletion of a whole organization: the only way frozen rows leave."""

import logging
import shutil
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from organizations.access import unfenced
from organizations.models import ErasureOrder, Membership, Organization, Person

logger = logging.getLogger(__name__)


@transaction.atomic
def erase_organization(*, organization: Organization, by: Membership) -> None:
    """Delete the organization with everything in it; its files follow once that is final.

    People stay, for they may belong to other organizations; the made-up people of a demo go with it.
    """
    folder = Path(settings.DOCUMENTS_DIR) / str(organization.pk)
    with unfenced():
        ErasureOrder.objects.create(organization_id=organization.pk, organization_name=organization.name)
        invented = list(people_of_demo(organization, besides=by).values_list("pk", flat=True))
        organization.delete()
        Person.objects.filter(pk__in=invented).delete()
    logger.info("An organization was erased.")
    transaction.on_commit(partial(shutil.rmtree, folder, ignore_errors=True))


def people_of_demo(organization: Organization, *, besides: Membership) -> QuerySet[Person]:
    """Return who belongs to this demo and to nothing else."""
    if not organization.is_demo:
        return Person.objects.none()
    elsewhere = Membership.objects.exclude(organization=organization).values("person")
    here = Membership.objects.filter(organization=organization).values("person")
    return Person.objects.filter(pk__in=here).exclude(pk__in=elsewhere).exclude(pk=besides.person_id)
