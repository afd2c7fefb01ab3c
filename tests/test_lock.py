"""What the site is installed from: every package in one version, every file of it by its hash."""

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def asked():
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def locked():
    """Name → [(requirement, its hashes)]: more than one where versions of Python take different ones."""
    found = {}
    for entry in (ROOT / "deploy" / "requirements.lock").read_text().replace("\\\n", " ").splitlines():
        words = entry.partition("#")[0].strip()
        if words:
            requirement = Requirement(words.partition(" --hash")[0])
            found.setdefault(canonicalize_name(requirement.name), []).append((requirement, HASH.findall(words)))
    return found


def test_everything_that_is_asked_for_is_locked_in_a_version_that_is_allowed():
    entries = locked()
    for requirement in asked():
        for pinned, _ in entries[canonicalize_name(requirement.name)]:
            (version,) = pinned.specifier
            assert (version.operator, requirement.specifier.contains(version.version)) == ("==", True), pinned


def test_every_package_has_one_version_and_hashes():
    for entries in locked().values():
        for requirement, hashes in entries:
            assert [one.operator for one in requirement.specifier] == ["=="], requirement
            assert hashes, requirement
