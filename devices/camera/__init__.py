"""The webcam of the counter: drivers, what they see, the photograph of a document beside it."""
