"""Requests from proxies, the content security policy, sessions, the language, and compression of what readers get."""

import logging
from ipaddress import ip_address

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import MiddlewareNotUsed
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from catalog.languages.active_language import language_activated

from .content_encoding import IDENTITY, TEXT_TYPES, best_encoding, compressed, is_compressible
from .failure_pages import DATABASE_ERRORS

log = logging.getLogger(__name__)

EXPIRED_BUT_KEPT = "@1"
"""To nginx: this copy has been out of date since 1970, so keep it and ask each time. 0 would mean: do not keep it."""
FORWARDED_HEADERS = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REQUEST_ID")


class HeadMiddleware(MiddlewareMixin):
    """Answers HEAD as GET, and without the body, which servers would have to take away again."""

    def process_response(self, request, response):
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.close()
            response.streaming_content = []
        elif response.content:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response


class TrustedProxiesMiddleware(MiddlewareMixin):
    """Drops forwarding headers unless the peer is one of TRUSTED_PROXIES, so that no visitor can forge them. Behind
    one, ``REMOTE_ADDR`` is the visitor's address, as the last proxy saw it."""

    def process_request(self, request):
        if self.is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self.visitor(request.META)
        else:
            for header in FORWARDED_HEADERS:
                request.META.pop(header, None)

    def visitor(self, meta):
        """The last forwarded address that is not one of our proxies'; the proxy's own where there is none."""
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
        for address in filter(None, map(str.strip, reversed(forwarded))):
            if not self.is_trusted(address):
                return address
        return meta["REMOTE_ADDR"]

    def is_trusted(self, address):
        try:
            peer = ip_address(address)
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer  # ::ffff:10.0.0.5, IPv4 within IPv6
        return any(peer in network for network in settings.TRUSTED_PROXIES)


class ContentSecurityPolicyMiddleware(MiddlewareMixin):
    """Sends SECURE_CSP with every answer. Django 6.0 brings the same setting: then this class goes."""

    def __init__(self, get_response):
        super().__init__(get_response)
        if not settings.SECURE_CSP:
            raise MiddlewareNotUsed
        self.policy = policy_text(settings.SECURE_CSP)

    def process_response(self, request, response):
        if not is_debug_page(response):
            response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


def policy_text(policy):
    return "; ".join(" ".join([directive, *values]) for directive, values in policy.items())


def is_debug_page(response):
    """Whether this is one of Django's own error pages for developers, which bring their styles along."""
    return settings.DEBUG and response.status_code in (404, 500)


class BrowserFeaturesMiddleware(MiddlewareMixin):
    """Tells browsers with every answer what no page here uses, and that other sites take nothing of it into their
    pages; what is made to be shown elsewhere, such as a drawing, says so itself."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = ", ".join(f"{feature}=()" for feature in settings.UNUSED_BROWSER_FEATURES)

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", self.policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class CookielessReadersMiddleware:
    """No reader's page gets a cookie or sees one, whatever a view does or a browser sends."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        return response


class UnstoredSessionMiddleware(SessionMiddleware):
    """Gives the answer where a session that is there cannot be stored just now: what was done is done and has to be
    said. Django would say 400. What is lost is what the session had new, such as that a message was shown."""

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted as fault:
            trouble = fault.__context__.__context__  # what the database said, which the session store renames
            if not isinstance(trouble, DATABASE_ERRORS):
                raise
            log.warning("The session could not be stored: %s", trouble)
            return response


class ReadersGZipMiddleware(GZipMiddleware):
    """Compresses readers' answers that are not kept, such as errors: the desk's pages, and what nobody may keep, carry
    secrets, which compression can leak (BREACH). Kept pages bring their own encoding."""

    def process_response(self, request, response):
        if is_encoded_or_secret(response) or request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return response
        encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding == IDENTITY:
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        if is_asked_again(response.get("Cache-Control", "")) and not response.streaming:
            return compressed_response(response, encoding)
        return super().process_response(request, response)


def compressed_response(response, encoding):
    """Everybody's answer, compressed as pages are that are kept: it has no secrets, and its length tells none."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if not is_compressible(response.get("Content-Type", ""), len(response.content)):
        return response
    response.content = compressed(response.content, encoding)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = encoding
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
    return response


def is_encoded_or_secret(response):
    """Whether its bytes stay as they are."""
    if response.has_header("Accept-Ranges") or response.has_header("Content-Encoding"):
        return True
    if not response.get("Content-Type", "").startswith(TEXT_TYPES):
        return True
    return "no-store" in response.get("Cache-Control", "")


class SharedCachesMiddleware(MiddlewareMixin):
    """Tells caches of our own (nginx, a CDN) for how many seconds they need not ask about a reader's page."""

    def process_response(self, request, response):
        if response.status_code not in (200, 304) or not is_asked_again(response.get("Cache-Control", "")):
            return response
        seconds = settings.SHARED_CACHE_SECONDS
        if seconds:
            response.headers["CDN-Cache-Control"] = f"public, max-age={seconds}"
        response.headers["X-Accel-Expires"] = str(seconds or EXPIRED_BUT_KEPT)
        return response


def is_asked_again(control):
    """Whether everybody may keep an answer with this Cache-Control, and has to ask each time whether it holds."""
    return "public" in control and "must-revalidate" in control and "no-store" not in control


class LanguageMiddleware:
    """Answers in the language that the address begins with, and else in English. What a browser prefers does not count:
    one address is one page, for everybody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of_path(request.path_info)
        with language_activated(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", (language or settings.LANGUAGE_CODE).partition("-")[0])
        return response


def language_of_path(path):
    """None for readers' pages in English: their texts are printed as they stand, and nothing is looked up."""
    if path.startswith(f"/{settings.ADMIN_PATH}"):
        return settings.LANGUAGE_CODE
    return translation.get_language_from_path(path)
