"""Facts gathered from rows: what the rules ask about, and (in `pages`) what the pages show."""
