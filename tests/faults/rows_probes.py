"""Other tenants and other roles."""

from tests.faults.own_database import own_database
from tests.faults.probes import METHODS, Probes, tenant_patterns
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled


@row("tenants and roles: routes x methods x people x rows", against=">= 10,000 probes", target="0 leaks")
def tenants_and_roles() -> Outcome:
    patterns = tenant_patterns()
    wanted = scaled(len(patterns))
    with own_database():
        probes = Probes()
        probes.walk(patterns[:: len(patterns) // wanted], methods=METHODS)
    is_enough = wanted < len(patterns) or probes.count >= 10_000
    return Outcome(value=len(probes.leaks), shown=str(probes), met=probes.is_good and is_enough)
