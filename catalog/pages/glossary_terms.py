"""The terms that the glossary explains beside the rows of the sheet: ideas with a drawing each, and names that makers
use. What a row means is said on the sheet alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.drawings import lens_diagrams, sensor_diagrams
from catalog.drawings.diagrams import Diagram


@dataclass(frozen=True)
class GlossaryTerm:
    """``also`` are further names that lead to it; ``specs`` the keys of the rows of the sheet that it is about."""

    key: str
    title: str | Promise
    text: Promise
    draw: Callable[[], Diagram] | None = None
    also: tuple[str | Promise, ...] = ()
    specs: tuple[str, ...] = ()

    @property
    def diagram(self):
        """In the language of the page."""
        return self.draw and _drawn_in(get_language(), self.draw)


@cache
def _drawn_in(language, draw):
    return draw()


IDEAS = (
    GlossaryTerm(
        "one-inch-type", _("1-inch type"),
        _(
            "A name, not a length. Early video tubes were sold by the diameter of their glass; the picture inside was "
            "about two-thirds as wide. Sensors inherited the label: a “1-inch type” sensor measures about "
            "13.2 × 8.8 mm."
        ),
        sensor_diagrams.one_inch_type_diagram, specs=("sensor_type", "sensor_width_mm", "sensor_height_mm"),
    ),
    GlossaryTerm(
        "crop-factor", _("Crop factor"),
        _(
            "How many times longer the diagonal of full frame is than that of the sensor area in use. Multiplied by "
            "it, a focal length or an f-number becomes the full-frame equivalent."
        ),
        sensor_diagrams.crop_factor_diagram, specs=("crop_factor",),
    ),
    GlossaryTerm(
        "equivalent-f-number", _("Equivalent f-number"),
        _(
            "f/1.8 is not the same on every phone: it says how bright the image is, not how large. Multiplied by the "
            "crop factor, f-numbers can be compared. Lenses with the same view and the same equivalent f-number gather "
            "as much light and blur the background as much. Drawn: the openings of three f/1.8 lenses that all see "
            "like a 24 mm."
        ),
        lens_diagrams.equivalent_f_number_diagram, specs=("equivalent_f_number",),
    ),
    GlossaryTerm(
        "equivalent-focal-length", _("Equivalent focal length"),
        _(
            "The focal length that shows the same view on a full-frame camera: short is wide, long is narrow. On "
            "phones, 13 mm is a typical ultrawide, 24 mm a typical main camera, and 50 mm and up a telephoto."
        ),
        lens_diagrams.focal_length_diagram, specs=("focal_length_eq_mm", "angle_of_view_deg"),
    ),
    GlossaryTerm(
        "f-stop", _("f-number and stops"),
        _(
            "Focal length divided by the diameter of the opening. From one full stop to the next, half as much light "
            "comes through. A variable aperture really changes the opening; most phone lenses have one that is fixed, "
            "and blur added later is software."
        ),
        lens_diagrams.full_stops_diagram, also=(_("Aperture stops"), _("Variable aperture")),
        specs=("f_number", "aperture_kind"),
    ),
    GlossaryTerm(
        "optical-zoom", _("Optical zoom and crop"),
        _(
            "Optical zoom is done with glass: by a lens that zooms, or by changing to a longer one. Digital zoom crops "
            "the middle out of the picture: at 2× a quarter of the pixels is left, at 5× one in twenty-five. Hybrid "
            "and in-sensor zoom are crops as well, with processing on top."
        ),
        lens_diagrams.crop_zoom_diagram, also=(_("Digital zoom"), _("In-sensor zoom")),
        specs=("zoom_kind",),
    ),
    GlossaryTerm(
        "periscope", _("Periscope telephoto"),
        _(
            "A long lens does not fit across a thin phone. A prism turns the light by 90°, and the lens lies flat in "
            "the body. The drawing is schematic."
        ),
        lens_diagrams.periscope_diagram, also=(_("Folded telephoto"),),
    ),
    GlossaryTerm(
        "pixel-binning", _("Pixel binning"),
        _(
            "Neighbouring pixels under one colour filter are joined into one: four of them make 12.5 MP out of 50, "
            "with twice the pixel pitch. Sony calls the pattern Quad Bayer; Samsung says Tetrapixel for 2 × 2, "
            "Nonapixel for 3 × 3 and Tetra²pixel for 4 × 4."
        ),
        lens_diagrams.pixel_binning_diagram, also=("Quad Bayer", "Tetrapixel", "Nonapixel"),
        specs=("filter_array", "pixel_pitch_um"),
    ),
    GlossaryTerm(
        "type-labels", _("Type labels"),
        _(
            "Labels such as 1/1.3″ rank sensors but measure nothing. By the rule of thumb, an inch stands for 16 mm of "
            "diagonal down to 1/2″ and for 18 mm below it, so a 1/2.2″ sensor comes out larger than a 1/2″ one. Where "
            "no size is stated, we estimate it by this rule and say so. Under each label: its diagonal in mm."
        ),
        sensor_diagrams.type_labels_diagram, specs=("sensor_type", "sensor_area_mm2"),
    ),
    GlossaryTerm(
        "zoom-factor", _("Zoom factor: “5×”"),
        _(
            "Five times the focal length of the main camera, whatever that is: 115 mm on one phone, 130 mm on the "
            "next. Makers also round. That is why lenses are given in millimetres here."
        ),
        lens_diagrams.zoom_factor_diagram, specs=("stated_zoom",),
    ),
    GlossaryTerm(
        "xpan", "XPAN",
        _(
            "A Hasselblad film camera of 1998 that took panoramas of 65 × 24 mm. On phones it is a mode that crops the "
            "picture to that shape."
        ),
        lens_diagrams.xpan_diagram,
    ),
)  # fmt: skip
"""Each with a drawing."""

NAMES = (
    GlossaryTerm(
        "apo", "APO",
        _(
            "Apochromatic: corrected so that three colours of light come to focus together, which reduces colour "
            "fringes. On a phone it is the maker’s own claim."
        ),
    ),
    GlossaryTerm(
        "asph", "ASPH.",
        _(
            "Leica’s mark for lenses with aspherical elements. Moulded plastic elements, as in most phone lenses, are "
            "aspherical as a rule."
        ),
    ),
    GlossaryTerm(
        "dual-pixel", _("Dual Pixel, all-pixel AF"),
        _("Phase-detection autofocus in which pixels all over the sensor, not just a few of them, measure focus."),
        also=(_("All-pixel AF"),), specs=("autofocus",),
    ),
    GlossaryTerm(
        "gimbal", _("Gimbal stabilisation"),
        _("Optical stabilisation that tilts the whole camera module rather than one lens element."),
        specs=("stabilisation",),
    ),
    GlossaryTerm(
        "hasselblad", _("Hasselblad colour"),
        _(
            "“Hasselblad Camera for Mobile” and “Natural Colour Solution” stand for Hasselblad’s part in phones by "
            "OnePlus and OPPO, above all the tuning of colours. They do not say who built lens or sensor."
        ),
        also=(_("Natural Colour Solution"),), specs=("co_branding",),
    ),
    GlossaryTerm(
        "leica-names", "Summilux, Summicron, Elmarit",
        _(
            "Leica names lenses by their widest opening: Noctilux for f/1.25 or brighter, Summilux for about f/1.4, "
            "Summicron for f/2, Elmarit for f/2.8. “Vario-” in front means several focal lengths: on a phone, those of "
            "all its cameras together. The engraving 1:1.9–4.1/13–120 then reads: f/1.9 to f/4.1, 13 to 120 mm."
        ),
        also=("Summicron", "Elmarit", "Noctilux", "Vario-Summilux", "Vario-Summicron"),
        specs=("co_branding", "lens_name"),
    ),
    GlossaryTerm(
        "lytia", "LYTIA, IMX",
        _(
            "Image sensors by Sony. IMX numbers are types; LYTIA (LYT-…) has been Sony’s brand for phone sensors since "
            "2022."
        ),
        also=("IMX",), specs=("sensor",),
    ),
    GlossaryTerm(
        "isocell", "ISOCELL",
        _("Samsung’s brand of image sensors. Types are two letters and a number, such as GN2."),
        specs=("sensor",),
    ),
    GlossaryTerm(
        "ois", _("OIS and EIS"),
        _(
            "Optical stabilisation moves a lens element, or in sensor shift the sensor. Electronic stabilisation crops "
            "the picture and moves the crop. Names such as SteadyShot or Super Steady may mean either, or both."
        ),
        also=("EIS", _("Sensor shift"), "SteadyShot", "Super Steady"), specs=("stabilisation", "video_stabilisation"),
    ),
    GlossaryTerm(
        "tele-macro", _("Telemacro"),
        _("A telephoto that focuses close enough for near-macro pictures."),
        specs=("close_focus_cm",),
    ),
    GlossaryTerm(
        "zeiss-t", "Zeiss T*",
        _("Zeiss’s name for its anti-reflection coatings. It says that the glass is coated, not who made the lens."),
        also=(_("T* coating"),), specs=("co_branding",),
    ),
)  # fmt: skip
"""Words from boxes and engravings."""
