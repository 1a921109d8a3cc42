"""Persons in texts: found, and covered before anything is kept or shown."""
