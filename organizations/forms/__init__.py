"""Forms of the organizations app: explicit fields, checked before any service sees them."""
