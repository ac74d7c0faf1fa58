"""What the reports app reads: finished documents, what a new one is made of, and where everything stands."""
