"""One module a page; Dash finds them here (see dashboards/README.md)."""
