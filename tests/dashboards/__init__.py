"""The application without a browser: pages, queries, roles, files."""
