"""What `make fuzz` sends: bad requests of every kind, a hundred thousand of them, and what must not come of it."""
