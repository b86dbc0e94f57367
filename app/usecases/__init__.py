"""One verb of the counter a file: a frozen command and its handler."""
