"""Parts that every page may use: cards, charts, maps, tables, the drawer of sources."""
