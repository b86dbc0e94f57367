"""Outside systems by their protocols; each has a simulated twin that behaves in time."""
