"""Documents as values: everything that a page of paper will say, before any layout."""
