"""What the reports app writes: finished documents."""
