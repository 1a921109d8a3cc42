"""Parts of the page "Tranh chấp, ngừng việc"."""
