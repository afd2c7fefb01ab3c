"""Several phones side by side, or one alone: rows, cells, evidence, drawings."""
