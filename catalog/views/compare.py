"""Several phones side by side, and how to choose them."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from catalog.comparison.choice import MOST, chosen, path_of, renamed, slugs_in
from catalog.comparison.drawing import CAVEAT
from catalog.comparison.finding import named_slugs
from catalog.comparison.light_section import light_section
from catalog.comparison.sheets import lines_of
from catalog.comparison.side_by_side import side_by_side
from catalog.facts.data import comparison_data
from catalog.finder.live import phones_called
from catalog.models import Phone, Stamp

from .answers import csv_answer, json_answer, readers


@readers
def compare(request, slugs):
    choice = chosen(slugs)
    return moved("compare", slugs, choice) or render(request, "compare.html", compared(choice, request.GET))


def compared(choice, query):
    """What the page prints; ``add_url`` leads to the chooser with these phones ticked. ``query`` is what the address
    asks: ``at`` is the focal length to read light at, ``baseline`` the slug of the phone to count stops from."""
    add = urlencode([*(("phone", slug) for slug in choice.slugs), ("find", 1)])
    context = {"choice": choice, "page": side_by_side(choice), "caveat": CAVEAT, "most": MOST}
    return {**context, **light(choice.phones, query), "add_url": f"{reverse('compare_start')}?{add}"}


def light(phones, query):
    """The part about light, and what else the address asks, for its form to keep."""
    baseline = next((phone for phone in phones if phone.slug == query.get("baseline")), None)
    others = [(name, value) for name, values in query.lists() for value in values if name != "at"]
    return {"light": light_section(phones, query.get("at"), baseline=baseline), "light_hidden": others}


@readers
def compare_json(request, slugs):
    stamp, choice = Stamp.current(), chosen(slugs)
    return moved("compare_json", slugs, choice) or json_answer(comparison_data(choice, stamp))


@readers
def compare_csv(request, slugs):
    stamp, choice = Stamp.current(), chosen(slugs)
    return moved("compare_csv", slugs, choice) or csv_answer(lines_of(choice.phones, stamp), slugs[:150])


def moved(name, slugs, choice):
    """A redirect where a phone of the path has another slug by now; a 404 where none of them is known; else None."""
    now = renamed(choice.unknown) if choice.unknown else {}
    if now:
        path = path_of(now.get(slug, slug) for slug in slugs_in(slugs))
        return redirect(reverse(name, args=[path]), permanent=True)
    if not choice.phones:
        raise Http404
    return None


@readers
def compare_start(request):
    """Two to six phones given: off to their comparison. Else a form to find and tick them."""
    asked = list(dict.fromkeys(filter(None, request.GET.getlist("phone"))))
    picked, strange = named_slugs(asked)
    slugs = [phone.slug for phone in picked]
    faults = list(faults_in(picked, strange))
    finding = "find" in request.GET or not picked
    if len(picked) >= 2 and not finding and not faults:
        return redirect(reverse("compare", args=[path_of(slugs)]))
    words = request.GET.get("q", "")[:80].strip()
    found = phones_called(words, Phone.objects.named())
    context = {"picked": picked, "slugs": slugs, "faults": faults, "words": words, "found": found}
    return render(request, "compare_start.html", context)


def faults_in(picked, strange):
    """What stands in the way of comparing the phones ticked, in words."""
    if strange:
        yield f"No phone here is called {', '.join(f'“{slug}”' for slug in strange[:5])}."
    if len(picked) > MOST:
        yield f"You ticked {len(picked)} phones; a comparison shows {MOST} at most. Untick some."
