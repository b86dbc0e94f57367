"""The exchange with providers: signed packages out, letters in, over a folder or over HTTPS."""
