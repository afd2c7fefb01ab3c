"""What the columns of a spreadsheet are: headings, and where they stand."""
