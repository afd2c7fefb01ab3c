"""Phones and what belongs to them. A test names the facts that matter to it; the rest is filled in."""

from django.utils.text import slugify

from catalog.models import (
    Alias,
    Brand,
    Camera,
    Chipset,
    Claim,
    Collection,
    Display,
    ExtraRow,
    Guide,
    LaunchPrice,
    Market,
    MemoryVersion,
    ModelCode,
    Operator,
    Page,
    Phone,
    PhoneChipset,
    Relation,
    Sensor,
    SoftwareObservation,
    Source,
    UsbPort,
    Variation,
)


def make_phone(name, brand="Acme", **facts):
    """A phone that readers may see, as the database gives it back.

    Among the facts, cameras, displays, markets and claims are lists of dicts of facts; memory lists pairs of (RAM,
    storage) in GB; chipsets and aliases list names.
    """
    parts = [(make, facts.pop(key, ())) for key, make in PARTS.items()]
    facts = {"slug": slugify(f"{brand} {name}"), "status": "published", "announced": "2019-08-07"} | facts
    phone = Phone.objects.create(name=name, brand=as_brand(brand), **facts)
    for make, rows in parts:
        for row in rows:
            make(phone, row)
    return Phone.objects.get(pk=phone.pk)


def make_publishable(name, **facts):
    """A draft that has all that it needs to be published; ``facts`` are others than usual, or None for not known."""
    phone = make_phone(
        name, **{**PUBLISHABLE, "displays": [{"display_size_in": 6.6}], "chipsets": ["Thinker 1"], **facts}
    )
    make_camera(phone, **LENS)
    make_claim(phone, "weight_g", 211)
    return phone


PUBLISHABLE = {
    "status": "draft",
    "height_mm": 161,
    "width_mm": 77,
    "depth_mm": 9.3,
    "weight_g": 211,
    "battery_mah": 5000,
    "os_at_launch": "Android 12",
}
LENS = {"megapixels": 50, "f_number": 1.9, "focal_length_eq_mm": 23, "sensor_type": "1/1.31"}
"""What is asked of a main camera before its phone is published."""


def names(phones):
    return [phone.name for phone in phones]


def as_brand(brand):
    return brand if isinstance(brand, Brand) else make_brand(brand)


def make_brand(name="Acme", **facts):
    """The brand of that name; a second call gives the same one."""
    return Brand.objects.get_or_create(name=name, defaults={"slug": slugify(name), **facts})[0]


def make_chipset(name="Thinker 1", maker="Chipworks", **facts):
    """The chipset of that name; a second call gives the same one."""
    facts = {"slug": slugify(f"{maker} {name}"), **facts}
    return Chipset.objects.get_or_create(maker=maker, name=name, defaults=facts)[0]


def make_sensor(name="Eye 1", maker="Lightworks", **facts):
    """The sensor of that name; a second call gives the same one."""
    facts = {"slug": slugify(f"{maker} {name}"), **facts}
    return Sensor.objects.get_or_create(maker=maker, name=name, defaults=facts)[0]


def make_source(slug="a-page", **facts):
    """The source of that slug; a second call gives the same one."""
    return Source.objects.get_or_create(slug=slug, defaults={"title": slug, "kind": "press", **facts})[0]


def make_operator(name="Farcall", country="JP", **facts):
    return Operator.objects.create(name=name, country=country, slug=slugify(f"{name} {country}"), **facts)


def make_collection(title="Light ones", query="weight_g_max=200", **facts):
    """A collection that readers may see."""
    facts = {"slug": slugify(title), "status": "published"} | facts
    return Collection.objects.create(title=title, query=query, **facts)


def make_guide(title="Two of a kind", phones=(), sources=(), **facts):
    """A guide that readers may see, about these phones and from these sources, in this order."""
    written = {"slug": slugify(title), "status": "published", "text": "They are alike.", "reviewed": "2023-02-01"}
    guide = Guide.objects.create(title=title, **{**written, **facts})
    for position, phone in enumerate(phones, 1):
        guide.phones.create(phone=phone, position=position)
    for position, source in enumerate(sources, 1):
        guide.sources.create(source=source, position=position)
    return guide


def make_page(title="House rules", phones=(), **facts):
    """A page that readers may see, which draws these phones in this order."""
    written = {"slug": slugify(title), "status": "published", "text": "Be kind."}
    page = Page.objects.create(title=title, **{**written, **facts})
    for position, phone in enumerate(phones, 1):
        page.phones.create(phone=phone, position=position)
    return page


def make_camera(phone, **facts):
    return Camera.objects.create(phone=phone, **place(phone.cameras, {"facing": "rear", "role": "main"} | facts))


def make_display(phone, **facts):
    return Display.objects.create(phone=phone, **place(phone.displays, {"display_role": "main"} | facts))


def make_alias(phone, name, **facts):
    return Alias.objects.create(phone=phone, name=name, **place(phone.aliases, facts))


def make_memory(phone, **facts):
    return MemoryVersion.objects.create(phone=phone, **place(phone.memory_versions, facts))


def make_market(phone, country="JP", **facts):
    return Market.objects.create(phone=phone, country=country, **place(phone.markets, facts))


def make_launch_price(phone, price=999, price_currency="EUR", **facts):
    facts |= {"price": price, "price_currency": price_currency}
    return LaunchPrice.objects.create(phone=phone, **place(phone.launch_prices, facts))


def make_usb_port(phone, edge="bottom", **facts):
    return UsbPort.objects.create(phone=phone, edge=edge, **place(phone.usb_ports, facts))


def make_model_code(phone, code="AC-1", **facts):
    return ModelCode.objects.create(phone=phone, code=code, **place(phone.model_codes, facts))


def make_variation(phone, key, value, applies_to):
    return Variation.objects.create(phone=phone, key=key, value=value, applies_to=applies_to)


def make_extra_row(phone, label, value, group="Oddities"):
    return ExtraRow.objects.create(phone=phone, group=group, label=label, value=value)


def make_observation(phone, os_version, seen_on, **facts):
    return SoftwareObservation.objects.create(phone=phone, os_version=os_version, seen_on=seen_on, **facts)


def fit_chipset(phone, chipset, **facts):
    return PhoneChipset.objects.create(phone=phone, chipset=chipset, **place(phone.phone_chipsets, facts))


def make_claim(phone, key, value=None, source="a-page", **facts):
    """What a source (given itself or by its slug) says of a fact; without a value it says that there is none."""
    source = source if isinstance(source, Source) else make_source(source)
    state = "value" if value is not None else "none"
    return Claim.objects.create(phone=phone, key=key, value=value, source=source, **{"state": state, **facts})


def make_relation(phone, kind, other, **facts):
    """``phone`` is ``kind`` ``other``, checked as the admin checks it."""
    relation = Relation(phone=phone, kind=kind, other=other, **facts)
    relation.full_clean()
    relation.save()
    return relation


PARTS = {
    "cameras": lambda phone, facts: make_camera(phone, **facts),
    "displays": lambda phone, facts: make_display(phone, **facts),
    "markets": lambda phone, facts: make_market(phone, **facts),
    "launch_prices": lambda phone, facts: make_launch_price(phone, **facts),
    "usb_ports": lambda phone, facts: make_usb_port(phone, **facts),
    "claims": lambda phone, facts: make_claim(phone, **facts),
    "memory": lambda phone, pair: make_memory(phone, ram_gb=pair[0], storage_gb=pair[1]),
    "chipsets": lambda phone, name: fit_chipset(phone, make_chipset(name)),
    "aliases": make_alias,
}
"""What ``make_phone`` takes in several, and how one of each is made."""


def place(rows, facts):
    """``facts`` with the next position after ``rows``, unless they name one."""
    return {"position": rows.count() + 1, **facts}
