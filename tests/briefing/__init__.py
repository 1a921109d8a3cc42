"""What leaves the house: the documents of a quarter."""
