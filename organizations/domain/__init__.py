"""Rules about people and their rights, without a database."""
