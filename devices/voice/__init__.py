"""The voice of the hall: calls said aloud, by a speaking program or from recorded clips."""
