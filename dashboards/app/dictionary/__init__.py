"""Parts of page 10, "Từ điển chỉ tiêu"."""
