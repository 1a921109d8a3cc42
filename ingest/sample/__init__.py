"""Made-up agency workbooks for `qhld sample`, as agencies write them, with the truth beside them.

`write_sample` is the way in. Nothing here describes a real employer or person; every sheet says
"SỐ LIỆU GIẢ LẬP". The same seed gives the same bytes.

How it fits together: `employers` and `figures` invent the world, `cases` its disputes and
stoppages, `checks`, `gatherings`, `dispute_totals`, `insurance`, `unions`, `press` and `mishaps`
what the other forms say of it; `plan` decides who sends what and when, `faults` what is wrong in
it; `agency_style` holds the habits of each agency; `commune_books` and `department_books` draw
sheets with `draw_table`, `draw_frame` and `draw_cells`; `write_*` turn the drafts into files.

Before 2025Q3 the offices of the former districts report: `former_units` shares the world's figures
out over the old units, `district_style` and `district_books` draw them.
"""

from ingest.sample.write_sample import write_sample

__all__ = ["write_sample"]
