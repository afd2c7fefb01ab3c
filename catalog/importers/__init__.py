"""Data from files into the catalogue: record files, other people's data sets, spreadsheets, exchange rates."""
