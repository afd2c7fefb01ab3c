"""Why somebody changes something: asked wherever a record changes, kept in its history."""

from django import forms


class ReasonField(forms.CharField):
    def __init__(self, help_text="For the history, which editors see."):
        widget = forms.TextInput(attrs={"class": "vLargeTextField"})
        super().__init__(required=False, max_length=300, label="Why", help_text=help_text, widget=widget)


class ReasonForm(forms.Form):
    """Asks why, for the history."""

    why = ReasonField()
