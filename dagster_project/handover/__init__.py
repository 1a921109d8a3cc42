"""What is handed to others: a release as files of its own, and the Evidence project over it."""
