"""Prices beside each other: “$1,199” is “US$1,199” where another dollar stands in the same row."""

from dataclasses import replace

from catalog.quantities.formatters import OTHER_DOLLARS, US_DOLLAR, format_money


def with_distinct_dollars(cells):
    """The cells of one row of prices, those in US dollars told from other dollars."""
    currencies = {cell.price.currency for cell in cells if cell.price}
    if US_DOLLAR not in currencies or OTHER_DOLLARS.isdisjoint(currencies):
        return cells
    return tuple(_told_apart(cell, currencies) for cell in cells)


def _told_apart(cell, currencies):
    if not cell.price or cell.price.currency != US_DOLLAR:
        return cell
    price = cell.price
    text = cell.text.replace(price.words, format_money(price.amount, price.currency, currencies))
    return replace(cell, text=text)
