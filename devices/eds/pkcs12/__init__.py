"""A key in a file (PKCS#12), for practice and for branches without tokens."""
