"""Saves, imports, migrations, backups and restores, broken off at random moments, on both databases."""
