"""Which phones match."""
