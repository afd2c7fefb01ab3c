"""One import run, whatever is brought in: batches in one transaction, progress, and nothing kept of a dry run."""

from itertools import islice

from django.db import transaction

from catalog.models.catalogue_change import catalogue_change

BATCH = 200


def batches(items, size):
    """Lists of at most ``size`` items; None for all of them in one."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


@catalogue_change()
def run_import(importer, items, *, total, may_keep, tell=None, progress=None, complete=None):  # noqa: PLR0913 - each says one thing of a run
    """Let ``importer`` ``take`` the items in batches, and return its ``result``, which says whether it was ``stored``.

    ``may_keep`` is asked for the result at the end; where it says no, all is rolled back. ``tell`` gets each outcome,
    ``progress`` (done, total) after each batch, ``complete`` the primary keys of the phones that have changed, inside
    the transaction, where there are any.
    """
    result = importer.result
    done = 0
    for batch in batches(items, BATCH):
        for outcome in importer.take(batch):
            result.add(outcome)
            if tell:
                tell(outcome)
        done += len(batch)
        if progress:
            progress(done, total)
    phones = importer.batch.phones
    result.changed_phones = phones
    result.stored = may_keep(result)
    if not result.stored:
        transaction.set_rollback(True)
    elif complete and phones:
        complete(phones)
    return result


def count_words(counts, states):
    """“3 added, 1 changed” of a ``Counter``: the states that were met, in this order; “none” where none was."""
    words = [f"{counts[state]:,} {state}" for state in states if counts[state]]
    return ", ".join(words) or "none"
