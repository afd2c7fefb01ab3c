"""Which facts of a phone the author of a form has changed, where others have changed it since the form was opened."""

from catalog.records.shapes import RECORD_SHAPES

from .conflict_choices import camera_row_pairs

LIST_OF_FACT = {
    "ram_gb": "memory_versions",
    "storage_gb": "memory_versions",
    "chipset": "phone_chipsets",
    "sold_in": "markets",
    "carrier": "markets",
    "model_code": "model_codes",
    "alias": "aliases",
}
"""Fact that a phone's rows make → the list that holds them. A kind of relation is made by ``relations``."""
_PHONE = RECORD_SHAPES["phone"]


class AuthorChanges:
    """The changes between ``base``, a phone's content as the author of a form saw it, and ``mine``, as it would be."""

    def __init__(self, base, mine):
        self.base, self.mine = base, mine
        self.old_cameras = {id(pair.new): pair.old or {} for pair in camera_row_pairs(base, mine) if pair.new}

    def includes(self, key, camera=None):
        """Whether a fact is another. ``camera`` is the number of a camera in ``mine``, from 1."""
        if camera:
            row = self.mine["cameras"][camera - 1]
            return self.old_cameras[id(row)].get(key) != row.get(key)
        if key in _PHONE.columns:
            return self.base.get(key) != self.mine.get(key)
        if key in _PHONE.rows["displays"].columns:
            return _first_display(self.base).get(key) != _first_display(self.mine).get(key)
        name = LIST_OF_FACT.get(key, "relations")
        return self.base.get(name) != self.mine.get(name)


def _first_display(content):
    displays = content.get("displays") or [{}]
    return displays[0]
