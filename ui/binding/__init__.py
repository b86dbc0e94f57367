"""What stands between the core and the windows: words, dates, futures, failures, presentation."""
