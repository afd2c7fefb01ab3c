"""What changes cost over one catalogue, in a process of their own: a save, an import, and the first answers after."""

import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from .numbers import median

SAVES = 5
SOURCE = """source: {name}
title: 'A new page that nothing cites yet'
kind: press
publisher: 'Nobody'
url: 'https://example.org/{name}'
seen_on: '2026-11-28'
"""


def main():
    """Print one “name, tab, seconds” a line."""
    import django  # noqa: PLC0415

    django.setup()
    for name, seconds in figures():
        print(f"{name}\t{seconds:.6f}")


def figures():
    """(name, CPU seconds of this process)."""
    answer()
    saves = []
    answers = []
    for turn in range(SAVES):
        saves.append(cpu_of(lambda grams=200 + turn: save_one_phone(grams)))
        answers.append(cpu_of(answer))
    yield "one phone saved", median(saves)
    yield "first finder answer after it", median(answers)
    load_source("a-first-page")  # which also loads the code of imports
    yield "one new source loaded", cpu_of(lambda: load_source("a-new-page"))
    yield "first finder answer after it ", cpu_of(answer)


def cpu_of(work):
    began = time.process_time()
    work()
    return time.process_time() - began


def save_one_phone(grams):
    """What the desk does: a changed weight, and all that follows from it in the transaction."""
    from django.db import transaction  # noqa: PLC0415

    from catalog.admin.shared.change_recorder import update_derived_data  # noqa: PLC0415
    from catalog.models import Phone  # noqa: PLC0415

    phone = Phone.objects.published().order_by("-id").first()
    with transaction.atomic():
        phone.weight_g = grams
        phone.save()
        update_derived_data({phone.pk}, {Phone: [phone.pk]})


def answer():
    """With every count and histogram, and the first phones in order."""
    from django.http import QueryDict  # noqa: PLC0415

    from catalog.finder.finder_result import find_phones  # noqa: PLC0415

    finding = find_phones(QueryDict("weight_g_max=210"))
    return finding.found.total, finding.matches(0, 24)


def load_source(name):
    from django.core.management import call_command  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sources" / f"{name}.yaml"
        file.parent.mkdir()
        file.write_text(SOURCE.format(name=name))
        call_command("load_catalogue", folder, brief=True, verbosity=0, stdout=StringIO())


if __name__ == "__main__":
    sys.exit(main())
