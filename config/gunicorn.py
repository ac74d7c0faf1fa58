"""The web server: a process of threads, its heap frozen so that the collector leaves it alone."""

import gc
import os
from pathlib import Path
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Keep-alive connections stay with the process that accepted them: with several, the kernel spreads them.
reuse_port = workers > 1
timeout = 30
graceful_timeout = 10
keepalive = 5
# The heartbeat never waits for a disk.
memory = Path("/dev", "shm")
worker_tmp_dir = str(memory) if memory.is_dir() else None
accesslog = None  # addresses and times of people are not ours to keep
errorlog = "-"
control_socket_disable = True  # one more door that nobody uses
loglevel = os.environ.get("LOG_LEVEL", "info").lower()


def post_worker_init(worker: Any) -> None:  # Any: gunicorn has no types
    """Keep the collector off what lives as long as the process: the slowest pages get twice as fast."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 10, 10)
