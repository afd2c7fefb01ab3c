"""Draws the fields of forms: Django's own by its Jinja2 templates, which take a fraction of the time of its others."""

from django.forms.renderers import DjangoTemplates, Jinja2


class FieldRenderer(DjangoTemplates):
    """The form of a phone is more than a thousand small templates. What only the admin draws has none in Jinja2."""

    def __init__(self):
        self.jinja = Jinja2()

    def get_template(self, template_name):
        if template_name.startswith("django/forms/"):
            return self.jinja.get_template(template_name)
        return super().get_template(template_name)

    def render(self, template_name, context, request=None):
        """Nothing, and without a template, for the errors of a field that has none."""
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        return super().render(template_name, context, request=request)
