"""NCALayer, the national centre's program that signs in a window of its own: messages, link, driver."""
