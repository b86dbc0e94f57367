"""Scenario files: reading them, and playing them through the Desk without a window."""
