"""The app, as Django knows it."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Catalogue"


class CatalogAdminConfig(admin_apps.AdminConfig):
    """Django's admin, at our own desk."""

    default = False
    default_site = "phonesite.admin_site.CatalogAdminSite"
