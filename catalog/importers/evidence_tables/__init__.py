"""Evidence tables: one row is what one source says of one fact."""
