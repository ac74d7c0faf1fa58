"""What the organizations app reads."""
