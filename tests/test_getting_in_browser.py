"""Getting in with a real browser: setting up a second factor, and a session that ends while one types."""

from base64 import b32decode

import pytest
from django_otp.oath import totp

from catalog.models import Brand

from .people import PASSWORD, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def log_in(page, code=""):
    page.fill("#id_username", "lyra")
    page.fill("#id_password", PASSWORD)
    page.fill("#id_otp_token", code)
    page.click("[value='Log in']")


def test_an_editor_sets_up_a_second_factor_and_comes_in_by_recovery_code(reader, find_axe_faults):
    make_person("lyra", "Editor")
    reader.goto("/desk/catalog/brand/")
    faults = find_axe_faults(reader)
    log_in(reader)
    faults += find_axe_faults(reader)
    secret = reader.locator("code").inner_text().replace(" ", "")
    reader.fill("#id_otp_token", f"{totp(b32decode(secret)):06}")
    reader.click("[name=_first]")
    reader.wait_for_selector(".desk-codes")
    faults += find_axe_faults(reader)
    codes = reader.locator(".desk-codes code").all_inner_texts()
    reader.click("text=Second factor >> nth=0")
    faults += find_axe_faults(reader)
    reader.click("text=Log out")
    reader.goto("/desk/")
    log_in(reader, codes[3])
    assert reader.locator("h1").inner_text() == "Editors' desk"
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_one_types_loses_nothing(reader, page_faults, scripts):
    make_person("lyra", "Contributor")
    reader.goto("/desk/catalog/brand/add/")
    log_in(reader)
    reader.fill("#id_name", "Leica & “Söhne”")
    reader.fill("#id_slug", "leica")
    reader.context.clear_cookies(name="desk_session")
    reader.click("[name=_save]")
    reader.wait_for_selector("#login-form")
    page_faults.clear()  # the answer is a 403
    log_in(reader)
    reader.click("[value='Send it again']")
    reader.wait_for_selector(".messagelist .success")
    assert Brand.objects.get().name == "Leica & “Söhne”"
