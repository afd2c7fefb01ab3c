"""History and merging in a real browser: pages that everybody can use, and the field that finds the other phone."""

import pytest

from catalog.models import Edit, Phone

from .everything import make_full_phone
from .factories import make_phone
from .test_admin_browser import editor, pick

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["editor"]


def test_a_phone_is_weighed_merged_and_all_of_it_undone(editor, find_axe_faults):
    twin, kept = make_full_phone(), make_phone("Kept", weight_g=211)
    editor.goto(f"/desk/catalog/phone/{kept.pk}/change/")
    editor.evaluate("document.querySelectorAll('#phone_form details').forEach(section => { section.open = true })")
    editor.fill("#id_weight_g", "213")
    editor.fill("#id_why", "Weighed again")
    editor.click("[name=_continue]")
    editor.click(".object-tools a:has-text('History')")
    faults = find_axe_faults(editor)
    editor.check("[name=old][value='0']")
    editor.click("[value='Compare the two selected']")
    faults += find_axe_faults(editor)
    editor.click("text=before the first recorded change >> nth=-1")
    faults += find_axe_faults(editor)
    editor.click("[value='Restore']")
    editor.wait_for_selector(".messagelist .success")
    assert Phone.objects.get(pk=kept.pk).weight_g == 211
    editor.goto(f"/desk/catalog/edit/merge/{Phone.objects.get(name='Twin').pk}/")
    pick(editor, "#id_into", "Acme Kept")
    faults += find_axe_faults(editor)
    editor.click("[value='Show both']")
    faults += find_axe_faults(editor)
    editor.click("[value='Merge']")
    editor.click(".messagelist a:has-text('What changed')")
    faults += find_axe_faults(editor)
    editor.click("text=Undo this edit")
    faults += find_axe_faults(editor)
    editor.click("[value='Undo this edit']")
    editor.wait_for_selector(".messagelist .success")
    assert Phone.objects.filter(name="Twin").exists()
    assert Edit.objects.count() == 4
    assert twin.relations_back.filter(phone__name="Twin").exists()
    assert sorted(set(faults)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_list_of_changes_can_be_used_by_everybody(editor, find_axe_faults):
    kept = make_phone("Kept", weight_g=211)
    editor.goto(f"/desk/catalog/phone/{kept.pk}/change/")
    editor.evaluate("document.querySelectorAll('#phone_form details').forEach(section => { section.open = true })")
    editor.fill("#id_weight_g", "213")
    editor.click("[name=_continue]")
    for path in ("/changes/", "/phones/acme-kept/changes/"):
        editor.goto(path)
        assert find_axe_faults(editor) == []
