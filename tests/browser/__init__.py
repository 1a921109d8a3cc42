"""The page in a real browser, against a made-up release; needs a Chromium."""
