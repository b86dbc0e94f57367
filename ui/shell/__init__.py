"""The frame of the operator's window: zones, keys, drawers, lock."""
