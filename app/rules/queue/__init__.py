"""The queue as rules: opening a desk, calling, leaving, the ordinary queue, closing."""
