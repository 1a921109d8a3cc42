"""How a form is described: its columns, its rules, and what is generated from them."""
