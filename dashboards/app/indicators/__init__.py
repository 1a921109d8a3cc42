"""The page "Chỉ tiêu": one indicator in every place, over every span, through all quarters."""
