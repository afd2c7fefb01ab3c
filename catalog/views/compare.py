"""Several phones side by side, and how to choose them."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalog.comparison.choice import BETWEEN, MOST, chosen, path_of, renamed
from catalog.comparison.light_data import light_data
from catalog.comparison.options import asked
from catalog.comparison.slug_lookup import named_slugs
from catalog.comparison.table_formats import lines_of, markdown_of, table_data, text_of
from catalog.comparison.twins import twins_among
from catalog.comparison.use_abroad import countries, operators_in
from catalog.facts.phone_json import comparison_data
from catalog.finder.index_cache import phones_called
from catalog.models import Phone, Stamp
from catalog.pages.comparison_drawings import pictures_of
from catalog.pages.comparison_page import side_by_side
from catalog.pages.suggestions import to_add

from .fragment_cache import render_numbered
from .responses import LICENCE_LINK, csv_answer, json_answer, readers

FIELDS = ("at", "country")
"""Parameters whose faults are named at their own fields."""


@readers
def compare(request, slugs):
    choice = chosen(slugs)
    return moved(request, "compare", choice) or compared(request, choice)


def compared(request, choice):
    question = asked(request.GET, choice.slugs)
    context = context_of(choice, question) | {"twins": twins_among(choice.phones)}
    add = urlencode([*(("phone", slug) for slug in choice.slugs), ("find", 1)])
    context |= {"countries": countries(), "suggestions": to_add(choice)}
    context["add_url"] = f"{reverse('compare_start')}?{add}"
    context["add_path"] = f"{reverse('compare', args=[choice.path])[:-1]}{BETWEEN}*/{question.query}"
    return render_numbered(request, "compare.html", context, context["page"].sources)


def context_of(choice, question):
    """What ``compare/whole.html`` prints."""
    faults = [fault for name, fault in question.faults.items() if name not in FIELDS]
    operators = operators_in(question.country) if question.country else ()
    page, pictures = side_by_side(choice, question, operators), pictures_of(choice.phones, question)
    return {"choice": choice, "page": page, "pictures": pictures, "faults": faults, "most": MOST}


@readers
def compare_json(request, slugs):
    stamp, choice = Stamp.current(), chosen(slugs)
    return moved(request, "compare_json", choice) or json_answer(compared_data(request, choice, stamp))


def compared_data(request, choice, stamp):
    """Each phone whole, the table of the page, and the light of the lenses."""
    table = table_data(choice.phones, asked(request.GET, choice.slugs))
    return comparison_data(choice, stamp) | {"table": table, "light": light_data(choice.phones)}


@readers
def compare_csv(request, slugs):
    stamp, choice = Stamp.current(), chosen(slugs)
    lines = lines_of(choice.phones, asked(request.GET, choice.slugs), stamp)
    return moved(request, "compare_csv", choice) or csv_answer(lines, choice.path[:150])


@readers
def compare_text(request, slugs):
    choice = chosen(slugs)
    return moved(request, "compare_text", choice) or pasteable(request, choice, text_of)


@readers
def compare_markdown(request, slugs):
    choice = chosen(slugs)
    return moved(request, "compare_markdown", choice) or pasteable(request, choice, markdown_of)


def pasteable(request, choice, lines_of_table):
    """The table as text to copy, with the address of its page."""
    question = asked(request.GET, choice.slugs)
    address = f"{settings.SITE_URL}{reverse('compare', args=[choice.path])}{question.query}"
    text = "\n".join([*lines_of_table(choice.phones, question, address), ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Link": LICENCE_LINK})


def moved(request, name, choice):
    """A redirect where a phone of the path has another slug by now, with the rest of the address kept; a 404 where none
    of them is known; else None."""
    now = renamed(choice.unknown) if choice.unknown else {}
    if now:
        path = path_of(dict.fromkeys(now.get(slug, slug) for slug in choice.asked))
        query = request.META.get("QUERY_STRING")
        return redirect(reverse(name, args=[path]) + (f"?{query}" if query else ""), permanent=True)
    if not choice.phones:
        raise Http404
    return None


@readers
def compare_start(request):
    """Two to six phones given: off to their comparison. Else a form to find and tick them. ``?add=`` takes a phone that
    the words name for certain."""
    asked_for = list(dict.fromkeys(filter(None, request.GET.getlist("phone"))))
    words = request.GET.get("q", "")[:80].strip()
    picked, strange = named_slugs(asked_for)
    found, certain = phones_called(words, Phone.objects.named())
    if "add" in request.GET and certain and found[0] not in picked:
        picked.append(found[0])
    slugs = [phone.slug for phone in picked]
    faults = list(faults_in(picked, strange))
    finding = "find" in request.GET or ("add" in request.GET and not certain) or not picked
    if len(picked) >= 2 and not finding and not faults:
        return redirect(reverse("compare", args=[path_of(slugs)]))
    context = {"picked": picked, "slugs": slugs, "faults": faults, "words": words, "found": found}
    return render(request, "compare_start.html", context)


def faults_in(picked, strange):
    """What stands in the way of comparing the phones ticked, in words."""
    if strange:
        yield f"No phone here is called {', '.join(f'“{slug}”' for slug in strange[:5])}."
    if len(picked) > MOST:
        yield f"You ticked {len(picked)} phones; a comparison shows {MOST} at most. Untick some."
