"""The building blocks of every page, each named, focusable and driven by keys."""
