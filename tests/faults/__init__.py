"""Killed workers, lost brokers, full disks: fast as tests, long as rows of `make faults`."""
