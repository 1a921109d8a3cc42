"""Files as received: kept encrypted, opened only through one door."""
