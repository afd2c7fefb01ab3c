"""The Nu HTML checker, as the W3C runs it; `python -m tests.html_checker` fetches it and fails where it cannot run."""

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.request import urlopen

VERSION = "26.9.27"
PACKAGE = f"https://registry.npmjs.org/vnu-jar/-/vnu-jar-{VERSION}.tgz"
INTEGRITY = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
"""SHA-512 of the package, as the npm registry states it."""

JAR = Path(sys.prefix) / "share" / f"vnu-{VERSION}.jar"
SECONDS_TO_FETCH = 60


def is_ready():
    return shutil.which("java") is not None and JAR.exists()


def fetch():
    """The checker out of its npm package, into the virtual environment."""
    with urlopen(PACKAGE, timeout=SECONDS_TO_FETCH) as response:
        package = response.read()
    if base64.b64encode(hashlib.sha512(package).digest()).decode() != INTEGRITY:
        raise ValueError(f"{PACKAGE} is not the package that was asked for")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        jar = archive.extractfile("package/build/dist/vnu.jar").read()
    JAR.parent.mkdir(parents=True, exist_ok=True)
    JAR.write_bytes(jar)


def faults_of(paths):
    """Path of a file → its errors in words, for the files that have any."""
    command = ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *paths]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    faults = {}
    for message in json.loads(checked.stderr)["messages"]:
        if message["type"] != "info":
            faults.setdefault(Path(message["url"].removeprefix("file:")), []).append(in_words(message))
    return faults


def in_words(message):
    return f"{message['message']} | {message.get('extract', '').strip()}"


if __name__ == "__main__":
    if not JAR.exists():
        fetch()
    sys.exit(0 if is_ready() else 1)
