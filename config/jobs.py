"""Which function does which kind of job: the one place where rows meet code."""

from collections.abc import Callable, Mapping
from uuid import UUID

# kind of job -> its task; a task takes the row's `subject_id` and `job_id`, is idempotent, and returns nothing
HANDLERS: Mapping[str, Callable[..., None]] = {}
