"""The revisions, in the order in which they are applied."""
