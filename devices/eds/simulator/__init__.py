"""A simulator of NCALayer for practice and tests: a real server on this computer, made-up keys."""
