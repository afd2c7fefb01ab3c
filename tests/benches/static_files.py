"""nginx with one file on disk, compressed beforehand: what a page costs at least."""

import gzip
import shutil
from contextlib import contextmanager
from pathlib import Path

from .load import free_port, running

PROGRAM = "nginx"
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        gzip_static on;
        default_type text/html;
    }}
}}
"""


def has_nginx():
    return shutil.which(PROGRAM) is not None


@contextmanager
def serving(folder, page):
    """A ``Server`` that gives ``page`` (bytes) at /page.html."""
    folder = Path(folder)
    root = folder / "www"
    root.mkdir(parents=True)
    (root / "page.html").write_bytes(page)
    (root / "page.html.gz").write_bytes(gzip.compress(page, 9))
    for path in (folder, root):
        path.chmod(0o755)
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
    with running([PROGRAM, "-c", str(configuration), "-p", str(folder)], port, {}) as server:
        yield server
