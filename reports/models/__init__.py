"""The only table of the reports app: finished documents."""

from reports.models.document import Document

__all__ = ["Document"]
