"""Messages of readers' templates: ``_("…")`` and ``{% trans %}``, as the new style of Jinja2's i18n extension has them.

Places are written ``%(name)s``, a percent sign is doubled, and what is put into a place is escaped. The extension's own
functions do the same for four times the price: they look themselves up, and fill in places where there are none.
"""

from markupsafe import Markup

from catalog.languages import active_language


def _filled(message, places):
    text = Markup(message)  # noqa: S704 - a text of the site
    if "%" not in message:
        return text
    return text % places


def gettext(message, /, **places):
    return _filled(active_language.gettext(message), places)


def ngettext(singular, plural, number, /, **places):
    return _filled(active_language.ngettext(singular, plural, number), {"num": number, **places})


def pgettext(context, message, /, **places):
    return _filled(active_language.pgettext(context, message), {"context": context, **places})


def npgettext(context, singular, plural, number, /, **places):
    message = active_language.npgettext(context, singular, plural, number)
    return _filled(message, {"context": context, "num": number, **places})


FUNCTIONS = {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
