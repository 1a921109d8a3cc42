"""The quarterly briefing: one content, several documents made of it."""
