"""Where tables stand on a sheet, what their columns and rows are, and which quarter they report."""
