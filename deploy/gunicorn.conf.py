"""gunicorn behind nginx: ``gunicorn --config deploy/gunicorn.conf.py phonesite.wsgi`` (docs/scaling.md)."""

import os
from pathlib import Path

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS") or os.cpu_count())
"""One a core: what is worked out holds Python's lock, so that more of them only cost memory."""
threads = int(os.environ.get("THREADS") or 4)
"""While one waits for the database or the network, the others go on."""
worker_class = "phonesite.worker.Worker"
logger_class = "phonesite.server_log.ServerLog"
preload_app = True
"""The site is loaded before the port is open: nginx sends nothing to an instance that cannot answer yet."""
limit_request_line = 8190
keepalive = 75
"""Seconds; longer than nginx keeps a connection (60), so that nginx is the one who closes it."""
timeout = 60
graceful_timeout = 30
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a new file in it
accesslog = None
errorlog = "-"


def on_starting(server):
    """What an earlier start has counted for Prometheus is not added to what this one counts."""
    for file in Path(os.environ.get("METRICS_ROOT") or "metrics").glob("*.db"):
        file.unlink(missing_ok=True)
