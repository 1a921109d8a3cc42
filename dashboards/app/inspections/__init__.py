"""Parts of the page "Thanh tra, kiểm tra"."""
