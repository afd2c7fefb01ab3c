"""What a light chart shows, in words: for its legend and for readers who cannot see it."""

from catalog.quantities import formatters
from catalog.sheet.camera_specs import format_equivalent_f_number


def chart_words(lines):
    each = []
    for line in lines:
        words = ", ".join(line.words)
        each.append(f"{line.mark.letter}, {line.phone.full_name}: {words}")
    return f"Equivalent f-number over focal length, more light higher up. {'; '.join(each)}."


def line_words(mark, lit):
    """What the line says: each lens with its light, and where it ends."""
    words = list(map(_lens_words, mark.kit.lenses))
    if lit and lit[-1].inside.is_past:
        _, light = lit[-1].equivalents
        words.append(f"by digital zoom {format_equivalent_f_number(light)} at {whole_millimetres(lit[-1].end)}")
    return tuple(words) or ("no lens of known focal length",)


def _lens_words(lens):
    if lens.short_mm == lens.long_mm:
        return _light_words(lens, lens.short_mm)
    if not lens.equivalent_at(lens.short_mm) and not lens.equivalent_at(lens.long_mm):
        return f"light not known from {formatters.format_number(lens.short_mm)} to {whole_millimetres(lens.long_mm)}"
    return f"{_light_words(lens, lens.short_mm)}, zooming to {_light_words(lens, lens.long_mm)}"


def _light_words(lens, mm):
    light = lens.equivalent_at(mm)
    if not light:
        return f"light not known at {whole_millimetres(mm)}"
    how = " (estimated)" if lens.is_estimated_at(mm) else ""
    return f"{format_equivalent_f_number(light)}{how} at {whole_millimetres(mm)}"


def whole_millimetres(value):
    return formatters.format_quantity(value, "mm", 0)
