"""Parts of the page "Điểm nóng"."""
