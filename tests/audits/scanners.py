"""The scanners, in an environment of their own: what they need would get in the way of what the site needs."""

import subprocess
import sys
import venv

from tests.benches.load import ROOT

HOME = ROOT / ".venv-audit"
RELEASES = ("pip-audit==2.10.1", "wapiti3==3.2.3")


def program(name):
    """The path of a scanner's program; all of them are installed where one is missing."""
    path = HOME / "bin" / name
    if not path.exists():
        install()
    return path


def install():
    print("Installing", *RELEASES, flush=True)
    venv.create(HOME, with_pip=True)
    python = HOME / "bin" / "python"
    with_uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, *RELEASES]
    with_pip = [python, "-m", "pip", "install", "--quiet", *RELEASES]
    if subprocess.run(with_uv, check=False, capture_output=True).returncode:
        subprocess.run(with_pip, check=True)
