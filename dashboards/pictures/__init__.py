"""Pictures as plain SVG text, drawn without a browser: for files, documents and slides."""
