"""Agency files in many shapes, read against their truth."""
