"""Measures, dates, countries and optics: pure functions that know nothing of phones, Django or the database."""
