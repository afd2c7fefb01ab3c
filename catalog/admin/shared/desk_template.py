"""Pages of the desk that belong to no form of Django's."""

from django.contrib import admin
from django.template.response import TemplateResponse


def render_desk_page(request, template, heading, context):
    request.current_app = admin.site.name
    context = {**admin.site.each_context(request), "title": heading, **context}
    return TemplateResponse(request, f"history/{template}.html", context)
