"""What the cluster is made of: PostgreSQL with a streaming replica, Redis, app instances, nginx."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psycopg

from .processes import Part, process_tree, unprivileged_user

ROOT = Path(__file__).parents[2]
DATABASE = "phonesite"
SHARED_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "wal_level": "replica",
    "hot_standby": "on",
    "max_slot_wal_keep_size": "1GB",
    "max_standby_streaming_delay": "5s",
    "shared_buffers": "64MB",
}
"""Of primary and replica, as docs/scaling.md has them; the memory is that of a small machine."""
NGINX = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/phonesite.conf;
}}
"""


def program(name):
    """Path of a program of Debian's packages; those of PostgreSQL are not on everybody's path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    places = os.pathsep.join([os.environ["PATH"], "/usr/sbin", *map(str, reversed(versions))])
    found = shutil.which(name, path=places)
    if found is None:
        sys.exit(f"{name} is missing. On Debian: apt install nginx postgresql redis-server")
    return found


class PostgreSQL(Part):
    def __init__(self, name):
        self.user = unprivileged_user()
        self.data = self.folder / name
        super().__init__(name, [program("postgres"), "-D", str(self.data)])
        self.url = f"postgres://phonesite@127.0.0.1:{self.port}/{DATABASE}"
        for setting, value in {**SHARED_SETTINGS, "port": self.port, "unix_socket_directories": self.folder}.items():
            self.command += ["-c", f"{setting}={value}"]

    def run(self, name, *arguments):
        subprocess.run(
            [program(name), *map(str, arguments)], user=self.user, cwd=self.folder, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def make(self):
        """An empty cluster with an empty database."""
        self.run("initdb", "-D", self.data, "-U", "phonesite", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self.wait_until_ready()
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "phonesite", DATABASE)

    def wait_until_ready(self):
        """It takes connections before it answers them."""
        while self.ask("SELECT 1", database="postgres") is None:
            time.sleep(0.05)

    def copy(self, primary):
        """Become a streaming replica of ``primary``, which keeps for it what it has not fetched yet."""
        source = f"host=127.0.0.1 port={primary.port} user=phonesite"
        self.run("pg_basebackup", "-D", self.data, "-d", source, "-R", "-C", "-S", "replica", "-c", "fast")
        self.start()
        self.wait_until_ready()

    def ask(self, question, database=DATABASE):
        """The first value of the answer; None while it does not answer."""
        place = {"host": "127.0.0.1", "port": self.port, "user": "phonesite", "dbname": database}
        try:
            with psycopg.connect(**place, connect_timeout=1, autocommit=True) as connection:
                return connection.execute(question).fetchone()[0]
        except psycopg.OperationalError:
            return None


class Redis(Part):
    def __init__(self):
        super().__init__("Redis", [program("redis-server"), "--save", "", "--bind", "127.0.0.1"])
        self.command += ["--port", str(self.port), "--maxmemory", "128mb", "--maxmemory-policy", "allkeys-lru"]


class App(Part):
    """gunicorn by deploy/gunicorn.conf.py."""

    def __init__(self, name, env):
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "phonesite.wsgi"]
        super().__init__(name, command)
        self.env = {**env, "BIND": f"127.0.0.1:{self.port}"}


class Nginx(Part):
    """By deploy/nginx/phonesite.conf.template."""

    def __init__(self, apps):
        self.access_log = self.folder / "access.log"
        super().__init__("nginx", [program("nginx"), "-e", "stderr", "-c", str(self.folder / "nginx.conf")])
        servers = "\n    ".join(f"server 127.0.0.1:{app.port} max_fails=3 fail_timeout=2s;" for app in apps)
        places = {
            "LISTEN": f"127.0.0.1:{self.port}",
            "SERVER_NAME": "localhost",
            "APP_SERVERS": servers,
            "STATIC_ROOT": ROOT / "staticfiles",
            "CACHE_PATH": self.folder / "nginx-cache",
            "ADMIN_PATH": "desk/",
            "ACCESS_LOG": self.access_log,
        }
        template = (ROOT / "deploy/nginx/phonesite.conf.template").read_text()
        filled_in = re.sub(r"\$\{([A-Z_]+)\}", lambda place: str(places[place[1]]), template)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "phonesite.conf").write_text(filled_in)
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder, user=user))

    def cache_shares(self):
        """How often nginx's cache came to what: “REVALIDATED” → requests."""
        return Counter(re.findall(r" cache=([A-Z]+) ", self.access_log.read_text()))

    def kill_a_worker(self):
        """One of two; the master starts another."""
        _, worker, *_ = process_tree(self.process.pid)
        os.kill(worker, signal.SIGKILL)
