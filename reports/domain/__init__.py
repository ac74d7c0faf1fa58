"""Rules of the overview, without a database."""
