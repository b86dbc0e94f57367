"""The only place that sees everything: it opens the workplace and hands it to the window."""
