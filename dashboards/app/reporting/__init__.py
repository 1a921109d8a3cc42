"""Parts of page 8, "Báo cáo & chất lượng số liệu"."""
