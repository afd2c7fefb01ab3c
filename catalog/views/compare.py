"""Several phones side by side, and how to choose them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from catalog.comparison.comparison_query import parse_comparison_query
from catalog.comparison.light_data import light_data
from catalog.comparison.phone_selection import (
    MOST_PHONES,
    PATH_SEPARATOR,
    comparison_path,
    current_slugs,
    select_phones,
)
from catalog.comparison.slug_lookup import phones_by_slug
from catalog.comparison.table_formats import csv_lines, markdown_lines, plain_text_lines, table_data
from catalog.comparison.twins import twin_comparisons_among
from catalog.comparison.use_abroad import countries_with_networks, operators_in
from catalog.facts.phone_serializer import comparison_data
from catalog.finder.index_cache import phones_matching_words
from catalog.languages.quoted_words import quoted_list
from catalog.models import Phone, Stamp
from catalog.pages.comparison_drawings import comparison_drawings
from catalog.pages.comparison_page import comparison_page
from catalog.pages.light_section import light_answer
from catalog.pages.suggestions import suggestions_to_add

from .page_links import page_link
from .responses import LICENCE_HEADER, csv_response, json_response, permanent_redirect, reader_view
from .template_fragments import render_with_source_numbers

ADD_FIELD = "#add-phone"
"""Place of the field of a comparison that adds a phone: whoever adds one may want to add another."""
GROUP = "group"
"""Parameter: the key of the group whose rows are asked for."""
FIELD_PARAMETERS = ("at", "country")
"""Parameters whose faults are named at their own fields."""


@reader_view
def compare(request, slugs):
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare", choice)
    if moved:
        return moved
    return comparison_response(request, choice)


def comparison_response(request, choice):
    question = parse_comparison_query(request.GET, choice.slugs)
    path = page_link("compare", choice.path).removesuffix("/")
    add = urlencode({"phone": choice.slugs, "find": 1}, doseq=True)
    context = comparison_context(choice, question)
    context |= {
        "twins": twin_comparisons_among(choice.phones, question.imperial),
        "countries": countries_with_networks(),
        "suggestions": suggestions_to_add(choice),
        "unknown": quoted_list(choice.unknown),
        "add_url": f"{page_link('compare_start')}?{add}",
        "add_path": f"{path}{PATH_SEPARATOR}*/{question.query}{ADD_FIELD}",
    }
    return render_with_source_numbers(request, "compare.html", context, context["page"].sources)


def comparison_context(choice, question):
    """What the page of a comparison prints of its phones."""
    operators = operators_in(question.country) if question.country else ()
    return {
        "choice": choice,
        "page": comparison_page(choice, question, operators),
        "pictures": comparison_drawings(choice.phones, question),
        "faults": [fault for name, fault in question.faults.items() if name not in FIELD_PARAMETERS],
        "most": MOST_PHONES,
    }


@reader_view
def compare_light(request, slugs):
    """The answer at one focal length, which ``light.js`` puts in the place of the one before; no page of its own."""
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare_light", choice)
    if moved:
        return moved
    question = parse_comparison_query(request.GET, choice.slugs)
    context = {"answer": light_answer(choice.phones, question), "hidden": question.but("at")}
    response = render(request, "compare/light.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@reader_view
def compare_rows(request, slugs):
    """One group of rows, which ``rows.js`` puts in the place of its heading; no page of its own."""
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare_rows", choice)
    if moved:
        return moved
    question = parse_comparison_query(request.GET, choice.slugs)
    operators = operators_in(question.country) if question.country else ()
    page = comparison_page(choice, question, operators)
    group = page.opened_group(request.GET.get(GROUP, ""))
    if group is None:
        raise Http404
    response = render_with_source_numbers(request, "compare/rows.html", {"page": page, "group": group}, page.sources)
    response["X-Robots-Tag"] = "noindex"
    return response


@reader_view
def compare_json(request, slugs):
    """Each phone whole, the table of the page, and the light of the lenses."""
    stamp = Stamp.current()
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare_json", choice)
    if moved:
        return moved
    table = table_data(choice.phones, parse_comparison_query(request.GET, choice.slugs))
    return json_response(comparison_data(choice, stamp) | {"table": table, "light": light_data(choice.phones)})


@reader_view
def compare_csv(request, slugs):
    stamp = Stamp.current()
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare_csv", choice)
    if moved:
        return moved
    lines = csv_lines(choice.phones, parse_comparison_query(request.GET, choice.slugs), stamp)
    return csv_response(lines, choice.path[:150])


@reader_view
def compare_text(request, slugs):
    return plain_text_response(request, "compare_text", slugs, plain_text_lines)


@reader_view
def compare_markdown(request, slugs):
    return plain_text_response(request, "compare_markdown", slugs, markdown_lines)


def plain_text_response(request, name, slugs, lines_of_table):
    """The table as text to copy, with the address of its page; ``name`` is that of the view."""
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, name, choice)
    if moved:
        return moved
    question = parse_comparison_query(request.GET, choice.slugs)
    address = f"{settings.SITE_URL}{reverse('compare', args=[choice.path])}{question.query}"
    text = "\n".join([*lines_of_table(choice.phones, question, address), ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Link": LICENCE_HEADER})


def redirect_renamed_or_404(request, name, choice):
    """A redirect where a phone of the path has another slug by now, with the rest of the address unchanged; a 404 where
    none of them is known; else None."""
    now = current_slugs(choice.unknown) if choice.unknown else {}
    if now:
        slugs = dict.fromkeys(now.get(slug, slug) for slug in choice.asked)
        path = reverse(name, args=[comparison_path(slugs)])
        return permanent_redirect(path, request.META.get("QUERY_STRING"))
    if not choice.phones:
        raise Http404
    return None


@reader_view
def compare_start(request):
    """Two to six phones given: off to their comparison. Else a form to find and tick them. ``?add=`` takes a phone that
    the words name for certain."""
    start = comparison_start(request.GET)
    if start.is_ready:
        path = reverse("compare", args=[comparison_path(start.slugs)])
        return redirect(f"{path}{ADD_FIELD}" if "add" in request.GET else path)
    return render(request, "compare_start.html", start.context)


@dataclass(frozen=True)
class ComparisonStart:
    """Phones ``picked`` for a comparison that has no address yet. ``words`` are searched for, ``found`` are the phones
    that they name; ``faults`` say what is in the way of comparing."""

    picked: list[Phone]
    faults: list[str]
    words: str
    found: list[Phone]
    is_searching: bool

    @property
    def slugs(self):
        return [phone.slug for phone in self.picked]

    @property
    def is_ready(self):
        return len(self.picked) >= 2 and not self.is_searching and not self.faults

    @property
    def context(self):
        return {
            "picked": self.picked,
            "slugs": self.slugs,
            "faults": self.faults,
            "words": self.words,
            "found": [phone for phone in self.found if phone not in self.picked],
            "add_path": self.add_path,
        }

    @property
    def add_path(self):
        """Where a suggestion leads, with its slug for the star: to the comparison as soon as there are two."""
        if not self.picked:
            return f"{reverse('compare_start')}?phone=*"
        path = reverse("compare", args=[comparison_path(self.slugs)]).removesuffix("/")
        return f"{path}{PATH_SEPARATOR}*/{ADD_FIELD}"


def comparison_start(query):
    """The ``ComparisonStart`` that a query string asks for."""
    asked = list(dict.fromkeys(filter(None, query.getlist("phone"))))
    picked, strange = phones_by_slug(asked)
    words = query.get("q", "")[:80].strip()
    found, certain = phones_matching_words(words, Phone.objects.named())
    is_searching = "find" in query
    if "add" in query:
        if not certain:
            is_searching = True
        elif found[0] not in picked:
            picked.append(found[0])
    if not picked:
        is_searching = True
    return ComparisonStart(picked, list(selection_faults(picked, strange)), words, found, is_searching)


def selection_faults(picked, strange):
    """What stands in the way of comparing the phones ticked, in words."""
    if strange:
        yield gettext("No phone here is called {names}.").format(names=quoted_list(strange[:5]))
    if len(picked) > MOST_PHONES:
        fault = gettext("You selected {number} phones; a comparison shows {most} at most. Deselect some.")
        yield fault.format(number=len(picked), most=MOST_PHONES)
