"""Parts of page 11, "Khám phá": a pivot of the indicators and a box for questions in SQL."""
