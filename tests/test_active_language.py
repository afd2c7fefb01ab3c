"""The language of a page and its messages, looked up beside Django's: always the same as Django says."""

from threading import Thread

import pytest
from django.utils import translation
from jinja2 import Environment
from markupsafe import Markup

from catalog.languages import active_language as fast
from catalog.views.template_messages import FUNCTIONS

LANGUAGES = [None, "en", "de", "ja"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_and_language_are_djangos_within_a_page_and_outside(language):
    for enter in (fast.language_activated, translation.override):
        with enter(language):
            assert fast.active_language() == translation.get_language()
            assert fast.gettext("Weight") == translation.gettext("Weight")
            assert fast.pgettext("unit", "stops") == translation.pgettext("unit", "stops")
            for number in (0, 1, 2):
                words = "{number} row", "{number} rows", number
                assert fast.ngettext(*words) == translation.ngettext(*words)


def test_a_page_within_a_page_gives_its_language_back_also_after_an_error():
    with fast.language_activated("de"):
        with pytest.raises(ZeroDivisionError), fast.language_activated(None):
            raise ZeroDivisionError
        assert (fast.active_language(), translation.get_language()) == ("de", "de")
    with translation.override("ja"):
        assert fast.active_language() == "ja"


def test_no_thread_sees_the_language_of_another():
    seen = []
    with fast.language_activated("de"):
        other = Thread(target=lambda: seen.append(fast.active_language()))
        other.start()
        other.join()
    assert seen == [translation.get_language()]


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("Plain & simple") }}',
        '{{ _("100 %%") }}',
        '{{ _("%(phone)s: %(share)s %%", phone=phone, share=9) }}',
        '{{ ngettext("%(num)s row", "%(num)s rows", 1) }} {{ ngettext("%(num)s row", "%(num)s rows", 2) }}',
        '{{ pgettext("of an operator", "Network") }}',
        "{% trans count=3, phone=phone %}One of {{ phone }}{% pluralize %}{{ count }} of {{ phone }}{% endtrans %}",
        "{% trans phone=phone %}A <b>{{ phone }}</b>{% endtrans %}",
    ],
)
def test_templates_print_what_the_extension_of_jinja2_prints(source):
    printed = []
    for functions in ({}, FUNCTIONS):
        env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
        env.install_gettext_translations(translation, newstyle=True)
        env.globals.update(functions)
        printed.append(env.from_string(source).render(phone="Q & A"))
    assert printed[0] == printed[1]
    assert isinstance(FUNCTIONS["_"]("Plain"), Markup)
