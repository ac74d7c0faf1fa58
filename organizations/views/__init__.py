"""Pages of organizations and people."""
