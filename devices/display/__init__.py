"""Queue displays at the desk."""
