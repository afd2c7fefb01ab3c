"""Statements on facts of a phone's content, as records hold it: importers, spreadsheets, readers' reports."""

from copy import deepcopy

from catalog.models import Display
from catalog.models.vocabulary import Qualifier
from catalog.records.shapes import RECORD_SHAPES
from catalog.sheet.registry import find_spec

from .decision import Boldness, decide

_ROWS = RECORD_SHAPES["phone"].rows


def apply_statement(claims, statement, boldness, *, known):
    """The ``Decision`` on a statement, with ``claims`` (all those of a phone or camera) changed in place."""
    decision = decide(known, claims_on_fact(claims, statement), statement, boldness)
    replace_claims(claims, (statement.key, statement.row), decision.claims)
    return decision


def claims_on_fact(claims, statement):
    """Those of ``claims`` that are on the fact of which the statement speaks."""
    fact = statement.key, statement.row
    return [claim for claim in claims if _claimed_fact(claim) == fact]


def _claimed_fact(claim):
    """(key, name of the model code or market or None) of what a claim among those of one phone or camera is on."""
    return claim["key"], claim.get("row")


def replace_claims(claims, fact, made):
    """Let ``made`` stand where the claims on ``fact`` stood, in their order, and what is more behind them all."""
    waiting = list(made)
    replaced = []
    for claim in claims:
        if _claimed_fact(claim) != fact:
            replaced.append(claim)
        elif waiting:
            replaced.append(waiting.pop(0))
    claims[:] = replaced + waiting


def with_statement(content, statement, *, camera=None, boldness=Boldness.OVERWRITE):
    """The content of a phone after a source has said a value of it, or of its camera of that number, from 1.

    The fact becomes the value in the column of its name. None where no column holds it, or where it is not clear which
    display is meant.
    """
    made = deepcopy(content)
    owner = made["cameras"][camera - 1] if camera else made
    row, shape = _row_of_fact(made, statement.key, owner, camera)
    if row is None or statement.key not in shape.columns:
        return None
    claims = owner.setdefault("claims", [])
    decision = apply_statement(claims, statement, boldness, known=row.get(statement.key))
    if decision.takes:
        row[statement.key] = statement.value
        drop_qualifier(row, statement.key)
    return made


def drop_qualifier(row, key):
    """Let a figure of a content be exact: it has just been given another value."""
    for qualifier in Qualifier.values:
        kept = [one for one in row.get(qualifier, ()) if one != key]
        if kept:
            row[qualifier] = kept
        else:
            row.pop(qualifier, None)


def _row_of_fact(content, key, owner, camera):
    """The row of a content that holds a fact, None where several may, and the shape of such rows."""
    if camera:
        return owner, _ROWS["cameras"]
    if not find_spec(key, Display):
        return owner, RECORD_SHAPES["phone"]
    displays = content.get("displays", ())
    row = displays[0] if len(displays) == 1 else None
    return row, _ROWS["displays"]


def column_of(key, camera=None):
    """The column that holds a fact of a phone, a display or a camera; None where none does."""
    if camera:
        return _ROWS["cameras"].columns.get(key)
    phone_column = RECORD_SHAPES["phone"].columns.get(key)
    return phone_column or _ROWS["displays"].columns.get(key)
