"""Single cells to typed values: numbers, dates, periods, codes as Vietnamese offices write them."""
