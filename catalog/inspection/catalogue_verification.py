"""Everything that ``manage.py verify`` looks at."""

from functools import partial

from .check_runs import Check
from .media_checks import media_faults
from .prepared_checks import prepared_faults
from .record_checks import history_faults, record_faults, relation_faults, stamp_faults
from .table_checks import choice_faults, constraint_faults, file_faults, reference_faults

RESTORE = "Restore the last good backup (manage.py restore)"
MOVE_STAMP = "manage.py shell -c 'from catalog.models import *; Touched.objects.all().delete(); Stamp.move()'"
AT_THE_DESK = "Put it right at the desk"


def verification_checks(*, is_whole):
    """The ``Check``s; of records, pictures and prepared phones a sample, all where ``is_whole``."""
    return (
        Check("database file", file_faults, f"{RESTORE}, and look for a failing disk."),
        Check("references", reference_faults, f"{RESTORE}, or delete these rows."),
        Check("constraints", constraint_faults, f"{RESTORE}, or put the rows right by SQL; manage.py migrate."),
        Check("choices", choice_faults, f"{AT_THE_DESK}: the form of the record names it."),
        Check("stamp", stamp_faults, f"Run: {MOVE_STAMP}, and all caches begin anew."),
        Check("records", partial(record_faults, is_whole=is_whole), f"{AT_THE_DESK}: a dump would not load."),
        Check("relations", relation_faults, f"{AT_THE_DESK}: take one relation of the loop away."),
        Check("history", history_faults, f"{RESTORE}: what was deleted there is nowhere else."),
        Check(
            "photos",
            partial(media_faults, is_whole=is_whole),
            "Take the file out of a backup (it is a tar), or upload the photo again.",
        ),
        Check(
            "prepared phones",
            partial(prepared_faults, is_whole=is_whole),
            f"Somebody changed what is stored past the desk. Run: {MOVE_STAMP}, then manage.py prepare_phones.",
        ),
    )
