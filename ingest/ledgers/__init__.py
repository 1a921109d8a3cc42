"""The ledger: what was sent, what of it counts, and what persons decided about it."""
