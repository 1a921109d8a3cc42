"""Parts of the page "Tuyên truyền"."""
