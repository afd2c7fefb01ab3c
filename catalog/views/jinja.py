"""What readers' templates may call. The one place where Jinja2 learns Django's words."""

import re

from django.conf import settings
from jinja2 import Environment, StrictUndefined, Template
from markdown_it import MarkdownIt
from markupsafe import Markup

from catalog.languages.fixed_remarks import remark
from catalog.languages.language_links import english_text, language_links, page_language
from catalog.languages.listed_words import (
    clause_list,
    comma_list,
    joined_list,
    label_words,
    labelled,
    noted,
    paragraph,
    sentences,
)
from catalog.languages.localised_text import localised
from catalog.languages.name_scripts import lang_of, with_lang
from catalog.languages.printed_cells import (
    estimated_text,
    evidence_words,
    figure_and_unit,
    in_english,
    prose_lang,
    text_lang,
    with_notes,
)
from catalog.languages.quoted_words import quoted_list
from catalog.languages.shipped_texts import shipped_text, text_runs
from catalog.languages.source_titles import source_title
from catalog.pages import page_head
from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.web_addresses import web_address

from . import list_heads, page_heads, template_messages
from .cell_values import printed_cell, printed_mark, printed_value
from .column_tools import printed_column_tools
from .comparison_rows import printed_citation, printed_families, printed_rows
from .light_cells import printed_light_cells
from .page_frame import current_section, frame_functions, static_address
from .page_links import page_link
from .site_pages import site_footer
from .source_rows import printed_source, printed_sources
from .style_sheets import style_sheets
from .svg_drawings import printed_shapes, printed_svg
from .template_fragments import cached_macro, slot
from .units import asks_imperial, units_fault

CACHED_MACROS = {
    "printed_term": ("macros/table.html", "term"),
    "printed_sensor_row": ("macros/sensors.html", "sensor_row"),
    "printed_body": ("macros/bodies.html", "body_figure"),
    "printed_key": ("macros/light.html", "key"),
    "printed_coverage_bar": ("macros/light.html", "coverage_bar"),
    "printed_coverage_words": ("macros/light.html", "coverage_words"),
    "printed_brand": ("macros/brands.html", "brand_entry"),
    "printed_wall_chip": ("macros/sensors.html", "wall_chip"),
    "printed_glossary": ("macros/glossary.html", "glossary_body"),
}
"""What templates call it → the template and macro that print it."""

PRINTERS = (
    printed_cell, printed_value, printed_rows, printed_families, printed_citation, printed_sources, printed_svg,
    printed_light_cells, printed_column_tools, printed_source, printed_mark, printed_shapes,
)  # fmt: skip
"""What prints elements from pieces that are kept."""

HEAD_FUNCTIONS = (
    page_head.plain_head, page_head.unlisted_head, page_heads.home_head, page_heads.phone_head, page_heads.line_head,
    page_heads.abroad_head, page_heads.phone_changes_head, page_heads.comparison_head, page_heads.real_size_head,
    page_heads.guide_head, page_heads.guide_feeds, page_heads.site_page_head,
    list_heads.finder_head, list_heads.collection_head,
    list_heads.list_head, list_heads.brand_head, list_heads.sensor_head, list_heads.chipset_head,
    list_heads.changes_head, list_heads.data_head,
)  # fmt: skip
"""What page templates may call to make their head; see ``page_heads``."""

_LINKED = re.compile(r"https?://|mailto:|[^:]*$|[^:]*[/?#]", re.IGNORECASE)
"""How an address begins that a link in Markdown may have: of the web, of a letter, or on this site."""

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
_markdown.validateLink = lambda address: _LINKED.match(address) is not None


class ReadersTemplate(Template):
    """Imported macros see the environment's globals alone: Jinja2 would compare them with the page's at each import."""

    def _get_default_module(self, ctx=None):
        return super()._get_default_module()


def environment(**options):
    """Jinja2 with autoescape, where a misspelt name is an error and not a blank."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    del options["autoescape"]
    env = Environment(autoescape=True, **options)
    env.template_class = ReadersTemplate
    _install_translations(env)
    _install_functions(env)
    env.filters.update(
        markdown=markdown,
        first_sentence=first_sentence,
        lead_and_rest=lead_and_rest,
        number=formatters.format_number,
        web_address=web_address,
        plural=formatters.format_count,
        country=country_name,
        in_sentence=formatters.label_in_sentence,
        quiet_unit=quiet_unit,
        label_with_unit=formatters.label_with_unit,
        unit_name=formatters.unit_name,
        sentence_case=formatters.sentence_case,
    )
    return env


def _install_functions(env):
    env.globals.update(url=page_link, static=static_address, style_sheets=style_sheets, slot=slot)
    env.globals.update(
        site_name=settings.SITE_NAME, site_version=settings.VERSION, site_url=settings.SITE_URL, site_footer=site_footer
    )
    env.globals.update(units_fault=units_fault, asks_imperial=asks_imperial, current_section=current_section)
    env.globals.update({function.__name__: function for function in (*HEAD_FUNCTIONS, *PRINTERS)})
    env.globals.update(frame_functions())
    env.globals.update({name: cached_macro(template, macro) for name, (template, macro) in CACHED_MACROS.items()})


def _install_translations(env):
    """``{% trans %}``, ``_("…")`` and the filter ``localised``, in the language of the page."""
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True
    env.globals.update(template_messages.FUNCTIONS)
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(page_language=page_language, language_links=language_links, english_text=english_text)
    env.globals.update(lang_of=lang_of, text_lang=text_lang, prose_lang=prose_lang)
    env.globals.update(evidence_words=evidence_words, figure_and_unit=figure_and_unit)
    env.filters.update(localised=localised, with_lang=with_lang, in_english=in_english, with_notes=with_notes)
    env.filters.update(remark=remark, source_title=source_title, estimated_text=estimated_text)
    env.filters.update(labelled=labelled, noted=noted, sentences=sentences, paragraph=paragraph)
    env.filters.update(label_words=label_words, comma_list=comma_list, joined_list=joined_list)
    env.filters.update(clause_list=clause_list, quoted_list=quoted_list)
    env.filters.update(shipped_text=shipped_text, shipped_markdown=shipped_markdown)


def quiet_unit(text):
    """``211 g`` with its unit in an element that is printed more quietly, for headings and lens strips."""
    figure, unit = formatters.split_unit(text)
    if not unit:
        return text
    return Markup('{}<span class="unit">{}</span>').format(figure, unit)


def markdown(text):
    """Editors' Markdown as HTML; HTML inside it stays text."""
    return Markup(_markdown.render(text or ""))  # noqa: S704 - HTML in it is text


def shipped_markdown(text):
    """Editors' Markdown as HTML in the language of the page; blocks without a translation say that they are English."""
    return Markup("").join(_marked_run(run, translated) for translated, run in text_runs(text))


def _marked_run(text, translated):
    tokens = _markdown.parse(text)
    for token in tokens:
        if not translated and token.level == 0 and token.nesting >= 0:
            token.attrSet("lang", "en")
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704 - HTML in it is text


def first_sentence(text):
    """The first sentence of a Markdown text, without its marks; all of it where no sentence ends."""
    plain = markdown(text).striptags()
    sentence = re.match(r".+?(?:[.!?](?=\s|$)|。)", plain)
    return sentence[0] if sentence else plain


def lead_and_rest(text):
    """A Markdown text by editors as HTML in two parts: its first paragraph, and what follows. The first is empty where
    the text does not begin with a paragraph."""
    html = shipped_markdown(text)
    lead, end, rest = html.partition("</p>\n")
    if not lead.startswith(("<p>", "<p ")):
        return Markup(""), html
    return lead + end, rest
