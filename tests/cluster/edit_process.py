"""A process that edits one phone as the desk does: a weight a line comes in, “done” or what was wrong goes out."""

import sys

import django
from django.db import close_old_connections, transaction


@transaction.atomic
def set_weight(slug, weight_g):
    from catalog.admin.shared.change_recorder import update_derived_data  # noqa: PLC0415 - Django is set up by now
    from catalog.models import Phone  # noqa: PLC0415

    phone = Phone.objects.select_for_update().get(slug=slug)
    phone.weight_g = weight_g
    phone.save()
    update_derived_data({phone.pk})


def main(slug):
    for line in sys.stdin:
        close_old_connections()
        try:
            set_weight(slug, int(line))
        except Exception as error:  # whatever it is, the cluster is told
            print(type(error).__name__, flush=True)
        else:
            print("done", flush=True)
        close_old_connections()


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
