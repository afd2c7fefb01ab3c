"""The forms of the desk, where Django's own need help."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from catalog.evidence.claimable_facts import claimable_rows
from catalog.forms.value_field import ValueFormField
from catalog.models import Camera, Phone
from catalog.models.validators import validate_slug
from catalog.models.vocabulary import Status
from catalog.sheet.phone_parts import camera_titles

from ..shared.reason_form import ReasonField
from .autocomplete import RecordSelect
from .fact_keys import CAMERA_KEYS, CLAIMABLE_KEYS, PHONE_KEYS, ROW_KEYS, FactKeyFormField
from .pasted_values import PastedValuesMixin


class PrefetchedAutocompleteSelect(RecordSelect):
    """Autocomplete that may be handed the record already chosen, and then asks the database for no name."""

    loaded = None

    def optgroups(self, name, value, attr=None):
        if self.loaded is None or value != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.loaded.pk, str(self.loaded), True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class SheetModelForm(PastedValuesMixin, forms.ModelForm):
    """Hands its autocomplete fields the records that came along with the instance."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, PrefetchedAutocompleteSelect) and widget.field.is_cached(self.instance):
                widget.loaded = getattr(self.instance, name)

    def _post_clean(self):
        """A row that stands as it was has nothing to be checked, which would ask the database twice for each."""
        is_row = self.prefix is not None and self.instance.pk
        if not is_row or self.has_changed():
            super()._post_clean()

    def clean_slug(self):
        """As a record's name must be, or it could be written out but not read again."""
        slug = self.cleaned_data["slug"]
        if slug:
            validate_slug(slug)
        return slug


class RecordForm(SheetModelForm):
    """The form of a record's own page, which asks why it is changed."""

    publishes = False
    """Whether readers are to see the record from this change on, of which there is more to check than the form."""
    evidence = None
    """The ``SourceEvidence`` for all that the form changes, where it names a source."""

    why = ReasonField("For the history, which editors see: why you changed this.")


class PhoneForm(RecordForm):
    slug = forms.SlugField(
        max_length=120,
        required=False,
        help_text="Left empty, it is made from brand and name; when it changes, the old address keeps working.",
    )

    def clean(self):
        found = super().clean()
        if not found.get("slug") and "slug" not in self.errors:
            found["slug"] = self.slug_from_name(found)
        if found.get("status") == Status.PUBLISHED != self.instance.status:
            self.publishes, found["status"] = True, Status.IN_REVIEW
        return found

    def slug_from_name(self, found):
        """Of brand and name; names in other scripts alone give none."""
        slug = slugify(f"{found.get('brand', '')} {found.get('name', '')}")
        try:
            validate_slug(slug)
        except ValidationError:
            self.add_error("slug", "It cannot be made from brand and name: enter one, such as sharp-aquos-r7.")
        return slug


class OldSlugForm(forms.ModelForm):
    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if Phone.objects.filter(slug=slug).exists():
            raise ValidationError("A phone has this slug now.")
        return slug


class OrderedRowForm(SheetModelForm):
    """A row in an order. ``order`` is where the editor wants it; places are given when all rows are saved."""

    order = forms.IntegerField(
        required=False, min_value=1, max_value=1000, help_text="Order among others of its kind; last if empty."
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["order"] = self.instance.position


class CopyableRowForm(OrderedRowForm):
    """A row that is added once more, as it stands, behind itself."""

    copy = forms.BooleanField(required=False, label="Copy this row", help_text="Saved again, after this one.")


class ModelCodeForm(CopyableRowForm):
    pasted_bands = forms.CharField(
        required=False,
        max_length=2000,
        label="Bands, as text",
        help_text="Such as B1/3/8/41, n77: what you paste here fills the lists below.",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )


class CameraForm(CopyableRowForm):
    """``cameras`` are those of the phone; where they are not given they are looked up."""

    def __init__(self, *args, cameras=None, **options):
        super().__init__(*args, **options)
        if "shares_sensor_with" in self.fields:
            cameras = self.instance.phone.cameras.all() if cameras is None else cameras
            limit_camera_choices(self.fields["shares_sensor_with"], cameras, but=self.instance)


class ClaimForm(SheetModelForm):
    """Without ``cameras`` any camera may be looked for, and is then held against the phone."""

    key = FactKeyFormField(CLAIMABLE_KEYS, help_text="A key of the sheet, such as weight_g, or a kind of relation.")
    value = ValueFormField(required=False, help_text="As in a record: 211, IP68, [256, 512], 2022-11, true.")

    def __init__(self, *args, cameras=None, **options):
        super().__init__(*args, **options)
        if cameras is not None and "camera" in self.fields:
            limit_camera_choices(self.fields["camera"], cameras)

    def clean(self):
        found = super().clean()
        if self.errors:
            return found
        if fault := camera_fault(found.get("key"), found.get("camera"), found.get("phone")):
            self.add_error("camera", fault)
        if fault := row_fault(found.get("key"), found.get("row"), found.get("phone")):
            self.add_error("row", fault)
        return found


class CameraPageForm(CameraForm, RecordForm):
    """One camera on a page of its own."""


class ClaimPageForm(ClaimForm, RecordForm):
    """One claim on a page of its own."""


class VariationForm(OrderedRowForm):
    key = FactKeyFormField(PHONE_KEYS, help_text="A key of the sheet, such as weight_g.")
    value = ValueFormField(
        required=False, help_text="As in a record: 210, or 2022-12-14. Empty if it differs, but how is not known."
    )


def camera_fault(key, camera, phone):
    """Why a claim on ``key`` may not name this camera, or no camera; None where it may."""
    is_of_camera = key in CAMERA_KEYS
    if camera is None and is_of_camera:
        return f"Which camera is “{key}” about? A new camera can be chosen once it is saved."
    if camera is None:
        return None
    if camera.phone_id != phone.pk:
        return "This camera belongs to another phone."
    return None if is_of_camera else f"“{key}” is not a fact of a camera."


def row_fault(key, name, phone):
    """Why a claim on ``key`` may not name this model code or market, or none; None where it may."""
    if key not in ROW_KEYS:
        return f"“{key}” is not a fact of a model code or market." if name else None
    names = [row.row_name for row in claimable_rows(phone)]
    if name in names:
        return None
    if not names:
        return "The phone has no model codes or markets yet: save them first."
    return f"Say which model code or market: {'; '.join(names)}."


def limit_camera_choices(field, cameras, but=None):
    """Let ``field`` choose one of ``cameras``, under their titles, and no more than that."""
    choices = []
    for camera, title in zip(cameras, camera_titles(cameras), strict=True):
        if camera != but:
            choices.append((camera.pk, title))
    field.queryset = Camera.objects.filter(pk__in=[key for key, _ in choices])
    field.choices = [("", "---------"), *choices]
    for link in ("add", "change", "delete", "view"):
        setattr(field.widget, f"can_{link}_related", False)
