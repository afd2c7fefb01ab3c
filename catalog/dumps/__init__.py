"""The whole catalogue as files for readers to take away, made once for each stamp."""
