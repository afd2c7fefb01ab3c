"""Django's own checks of settings that are fit for HTTPS."""

import os
import secrets
import subprocess
import sys

from tests.benches.load import ROOT

COMMAND = (sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING")


def deploy_faults():
    env = {**os.environ, "SITE_URL": "https://phones.example.org", "SECRET_KEY": secrets.token_urlsafe(50)}
    done = subprocess.run(COMMAND, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.stderr.strip().splitlines() if done.returncode else []
