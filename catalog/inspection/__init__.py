"""Looks into what is stored, and at the machine: each check says in words what is wrong and what to do."""
