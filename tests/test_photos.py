"""Photographs: checked for real, made smaller, shown with who took them, and without what the camera noted."""

import re
from html import unescape
from io import BytesIO
from random import Random

import pytest
from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from catalog.models import Phone, Photo, Stamp, StoredDepth
from catalog.models.previews import Preview
from catalog.processes import photo_renditions

from .desk import change_url, delete, faults_at, form_of, saved
from .factories import make_phone, make_source
from .reading import page as read_page
from .reading import words as visible_words

pytestmark = pytest.mark.django_db

ADD = "/desk/catalog/photo/add/"
TURNED_RIGHT, GPS, ORIENTATION = 6, 0x8825, 0x0112


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def image_file(size=(1600, 1200), kind="JPEG", exif=None, noise=False, colour="teal"):
    image = Image.new("RGB", size, colour)
    if noise:
        image.putdata([tuple(Random(place).randbytes(3)) for place in range(size[0] * size[1])])
    written = BytesIO()
    image.save(written, kind, **({"exif": exif} if exif else {}))
    return written.getvalue()


def upload(desk, data, name="leitz.jpg", **typed):
    facts = {"words": "The back", "credit": "A. Person", "licence": "CC BY 4.0", "position": "1"}
    owner = typed.pop("phone", None) or make_phone("One", height_mm=161, width_mm=77)
    facts |= {"phone": str(owner.pk), "source": str(make_source("album", url="https://example.org/album").pk)}
    return desk.post(ADD, facts | {"original": SimpleUploadedFile(name, data)} | typed)


# What is taken, and what is refused


@pytest.mark.parametrize("kind", photo_renditions.FORMATS)
def test_every_usual_format_is_taken(desk, kind):
    assert upload(desk, image_file(kind=kind)).status_code == 302
    assert Photo.objects.get().sizes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n" * 50, "not a photograph"),
        (image_file()[:4000], "not a photograph"),
        (b"", "empty"),
        (image_file(kind="GIF"), "not a photograph"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a photograph"),
        (image_file((319, 800)), "too few"),
        (image_file(kind="PNG", size=(15_000, 3_100)), "too many"),
        (image_file(kind="PNG", size=(320, 70_000)), "too long"),
    ],
    ids=["renamed pdf", "cut off", "empty", "gif", "svg", "small", "huge", "long"],
)
def test_what_is_no_photograph_is_refused_at_its_field(desk, data, said):
    response = upload(desk, data)
    assert said in " ".join(faults_at(response, "original"))
    assert not Photo.objects.exists()
    assert not default_storage.exists("photos")


def test_the_smallest_side_that_is_enough_is_taken(desk):
    assert upload(desk, image_file((320, 800))).status_code == 302


def test_a_file_that_is_too_heavy_is_refused(desk, monkeypatch):
    monkeypatch.setattr(photo_renditions, "MAX_BYTES", 1000)
    assert "at most" in faults_at(upload(desk, image_file()), "original")[0]


@pytest.mark.parametrize("field", ["credit", "licence", "source", "words"])
def test_who_took_it_and_who_may_use_it_must_be_said(desk, field):
    assert faults_at(upload(desk, image_file(), **{field: ""}), field)


# What is made of it


def sizes(kind="webp"):
    return [row for row in Photo.objects.get().sizes if row["format"] == kind]


def test_it_is_made_smaller_in_three_widths_and_two_formats(desk):
    upload(desk, image_file((3000, 2000)))
    assert [(row["width"], row["height"]) for row in sizes("avif")] == [(320, 213), (640, 427), (1280, 853)]
    assert [row["width"] for row in sizes("webp")] == [320, 640, 1280]


def test_nothing_is_made_larger_than_it_is(desk):
    upload(desk, image_file((500, 400)))
    assert [row["width"] for row in sizes()] == [320, 500]


def test_no_picture_is_heavier_than_pages_bear_however_much_is_in_it():
    image = photo_renditions.open_photo(image_file((700, 700), kind="PNG", noise=True))
    made = photo_renditions.make_renditions(image)
    assert max(len(picture.data) for picture in made) <= photo_renditions.MAX_RENDITION_BYTES
    assert all(Image.open(BytesIO(picture.data)).size == (picture.width, picture.height) for picture in made)


def test_a_picture_of_twelve_megapixels_from_a_camera_stands_upright_in_all_its_sizes(desk):
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    upload(desk, image_file((4032, 3024), exif=exif))
    assert [(row["width"], row["height"]) for row in sizes()] == [(320, 427), (640, 853), (1280, 1707)]


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken(desk):
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif.get_ifd(GPS)[1] = "N"
    upload(desk, image_file((1600, 1200), exif=exif))
    for row in Photo.objects.get().sizes:
        with default_storage.open(f"photos/{row['name']}") as file:
            picture = Image.open(file)
            assert picture.height > picture.width
            assert not picture.getexif()


def shown_colour():
    """The colour in the middle of the picture that a page shows."""
    with default_storage.open(f"photos/{sizes()[0]['name']}") as file:
        return Image.open(file).getpixel((160, 120))


def saved_as(image, **options):
    written = BytesIO()
    image.save(written, "PNG", **options)
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        saved_as(Image.new("RGBA", (640, 480), (0, 0, 0, 0))),
        saved_as(Image.new("LA", (640, 480), (0, 0))),
        saved_as(Image.new("P", (640, 480), 0), transparency=0),
    ],
    ids=["RGBA", "LA", "P"],
)
def test_what_can_be_seen_through_stands_on_white(desk, data):
    upload(desk, data)
    assert min(shown_colour()) > 250


def test_its_colours_are_those_that_its_own_profile_means(desk):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_green = srgb.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    upload(desk, saved_as(Image.new("RGB", (640, 480), "red"), icc_profile=red_is_green))
    red, green, _ = shown_colour()
    assert (red < 50, green > 200) == (True, True)


def test_a_profile_that_is_none_is_passed_over(desk):
    upload(desk, saved_as(Image.new("RGB", (640, 480), "red"), icc_profile=b"no profile"))
    assert shown_colour()[0] > 200


def test_the_original_is_kept_and_never_served(desk, client):
    data = image_file()
    upload(desk, data)
    original = Photo.objects.get().original
    with original.open() as file:
        assert file.read() == data
    for address in (f"/{original.name}", f"/media/{original.name}", f"/photos/../{original.name}"):
        assert client.get(address).status_code == 404


def test_a_new_file_takes_the_place_of_the_old_one(desk, django_capture_on_commit_callbacks):
    upload(desk, image_file(colour="teal"))
    photo = Photo.objects.get()
    old = [photo.original.name, *(f"photos/{row['name']}" for row in photo.sizes)]
    with django_capture_on_commit_callbacks(execute=True):
        form = form_of(desk, photo) | {"original": SimpleUploadedFile("new.png", image_file(kind="PNG", colour="red"))}
        desk.post(change_url(photo), form)
    photo.refresh_from_db()
    assert not any(map(default_storage.exists, old))
    assert all(default_storage.exists(f"photos/{row['name']}") for row in photo.sizes)


def test_a_picture_that_another_photo_shows_too_stays(desk, django_capture_on_commit_callbacks):
    upload(desk, image_file())
    upload(desk, image_file(), phone=make_phone("Two"))
    with django_capture_on_commit_callbacks(execute=True):
        delete(desk, Photo.objects.first())
    assert all(default_storage.exists(f"photos/{row['name']}") for row in Photo.objects.get().sizes)
    with django_capture_on_commit_callbacks(execute=True):
        delete(desk, Photo.objects.get())
    assert default_storage.listdir("photos")[1] == default_storage.listdir("originals")[1] == []


def test_saving_without_a_new_file_keeps_the_pictures(desk):
    upload(desk, image_file())
    photo = Photo.objects.get()
    desk.post(change_url(photo), form_of(desk, photo) | {"credit": "B. Person", "original": ""})
    changed = Photo.objects.get()
    assert (changed.credit, changed.sizes, changed.original.name) == ("B. Person", photo.sizes, photo.original.name)


def test_a_photo_that_is_moved_touches_the_phone_that_it_leaves(desk):
    upload(desk, image_file())
    photo = Photo.objects.get()
    left = photo.phone_id
    before = Stamp.current()
    other = make_phone("Two")
    assert saved(desk.post(change_url(photo), form_of(desk, photo) | {"phone": str(other.pk), "original": ""}))
    assert Stamp.touched_since(before) == {left, other.pk}


# On the page


def test_a_phone_shows_its_photo_with_credit_size_and_source(desk, client):
    upload(desk, image_file((1600, 1200)))
    html = read_page(client, "/phones/acme-one/")
    assert 'alt="The back" width="1280" height="960"' in html
    assert 'fetchpriority="high"' in html
    assert "Photo: A. Person, CC BY 4.0 , album" in visible_words(html)
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert 'href="https://example.org/album"' in html
    assert html.index("image/avif") < html.index("image/webp")


def test_the_first_by_its_order_leads_and_the_others_are_folded_and_loaded_late(desk, client):
    phone = make_phone("One", height_mm=161, width_mm=77)
    for place, seen in ((2, "The front"), (1, "The back"), (3, "The side")):
        upload(desk, image_file(), phone=phone, position=str(place), words=seen)
    html = read_page(client, "/phones/acme-one/")
    assert re.findall(r'alt="(The \w+)"', html) == ["The back", "The front", "The side"]
    assert (html.count('fetchpriority="high"'), html.count('loading="lazy"')) == (1, 2)
    assert "2 more photos" in html
    assert html.index("<picture>") < html.index('class="phone-figure"')


def test_the_photo_leads_the_card_with_its_credit_where_there_is_one(desk, client):
    upload(desk, image_file())
    make_phone("Two", height_mm=150, width_mm=70)
    StoredDepth.objects.update(gaps="")
    html = read_page(client, "/")
    assert html.count("<picture>") == 1
    assert "Photo: A. Person, CC BY 4.0 Acme One" in visible_words(html)


@pytest.mark.parametrize(
    ("licence", "path"),
    [
        ("CC BY-SA 4.0", "licenses/by-sa/4.0/"),
        ("cc by-nc-nd 2.0", "licenses/by-nc-nd/2.0/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("with permission of Leica", ""),
        ("CC BY 4.0 or other", ""),
    ],
)
def test_licences_of_creative_commons_lead_to_their_text(licence, path):
    assert Photo(licence=licence).licence_url.removeprefix("https://creativecommons.org/") == path


def test_the_drawing_stays_where_there_is_no_photo(client):
    make_phone("One", height_mm=161, width_mm=77)
    html = read_page(client, "/phones/acme-one/")
    assert ("<picture>" in html, 'class="views"' in html) == (False, True)


def test_pictures_are_kept_for_ever_by_browsers(desk, client):
    upload(desk, image_file())
    answer = client.get(f"/photos/{sizes('avif')[0]['name']}")
    assert (answer["Content-Type"], "immutable" in answer["Cache-Control"]) == ("image/avif", True)
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).format == "AVIF"


@pytest.mark.parametrize("name", ["a.webp", f"{'0' * 32}.webp", f"{'0' * 32}.php", "..%2f..%2fsettings.py"])
def test_other_names_are_not_there(client, name):
    assert client.get(f"/photos/{name}").status_code == 404


# Of a phone that readers do not see


def fetched(client, path):
    """(status, cache header) of an answer that is read to its end."""
    answer = client.get(unescape(path))
    b"".join(answer)
    return answer.status_code, answer.get("Cache-Control", "")


def hidden_photo(desk, **facts):
    upload(desk, image_file(), phone=make_phone("Two", **facts))
    return f"/photos/{sizes()[0]['name']}"


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_the_picture_of_a_hidden_phone_is_not_there(desk, client, status):
    path = hidden_photo(desk, status=status)
    assert fetched(client, path)[0] == 404
    Phone.objects.update(status="published")
    assert fetched(client, path)[0] == 200


def test_a_preview_shows_the_pictures_and_nobody_keeps_them(desk, client, monkeypatch):
    hidden_photo(desk, status="draft")
    html = read_page(client, Preview.of(Photo.objects.get().phone).get_absolute_url())
    pictures = re.findall(r'/photos/[^" ]+', html)
    assert len(pictures) > 2
    for path in pictures:
        status, kept = fetched(client, path)
        assert (status, "no-store" in kept) == (200, True)
    later = signing.time.time() + 60 * 60 + 5
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert {fetched(client, path)[0] for path in pictures} == {404}


def test_the_key_of_one_picture_opens_no_other(desk, client):
    first = hidden_photo(desk, status="draft")
    upload(desk, image_file(colour="red"), phone=make_phone("Three", status="draft"))
    other = Photo.objects.get(phone__name="Three")
    other.is_signed = True
    assert fetched(client, other.address)[0] == 200
    assert client.get(f"{first}?{other.address.partition('?')[2]}").status_code == 404


def test_the_desk_shows_the_picture_of_a_hidden_phone(desk):
    hidden_photo(desk, status="withdrawn")
    html = desk.get(change_url(Photo.objects.get())).content.decode()
    (path,) = re.findall(r'src="(/photos/[^"]+)"', html)
    assert fetched(desk, path)[0] == 200
