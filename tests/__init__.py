"""The tests; a package so that `tests` here always wins over one installed by somebody else."""
