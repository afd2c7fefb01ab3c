"""The site without its limits against floods: a scan that is turned away after ten reports has seen nothing."""

from importlib import import_module

from phonesite.wsgi import application

__all__ = ["application"]

PLENTY = 10**9

reports = import_module("catalog.views.report_limits")
for name in ("MAX_REPORTS_PER_DAY", "MAX_REPORTS_FROM_NETWORK", "MAX_REPORTS_FROM_ALL"):
    setattr(reports, name, PLENTY)
lockout = import_module("phonesite.lockout")
for name in ("SENDER_LIMIT", "NETWORK_LIMIT", "NAME_LIMIT"):
    setattr(lockout, name, lockout.FailureLimit(PLENTY, lockout.DAY))
