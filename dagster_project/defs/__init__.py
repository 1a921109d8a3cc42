"""What Dagster knows: one file a concept, in the order of the flow."""
