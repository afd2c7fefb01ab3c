"""Files of spreadsheets as tables of texts."""
