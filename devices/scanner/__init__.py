"""Code scanners, and the pure reading of what they send."""
