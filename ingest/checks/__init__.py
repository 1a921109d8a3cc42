"""The rows of a table read into records and judged: rules, keys, dates, totals."""
