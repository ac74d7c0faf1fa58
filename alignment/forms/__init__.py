"""What people send: parsed into values of the domain, or refused with the reason in words."""
