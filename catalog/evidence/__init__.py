"""What becomes of a fact and its claims when a source says something of it."""
