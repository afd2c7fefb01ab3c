"""Django's SQLite backend without its probe for JSON, which waits for whoever writes."""
