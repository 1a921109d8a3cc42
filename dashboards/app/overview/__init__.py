"""The page "Tổng quan": where we stand this quarter, against what, where, and what is missing."""
