"""Programs around the product: preparing a machine, private services, checks, the test run."""
