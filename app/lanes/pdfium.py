"""PDFium may be used by one thread at a time, whatever the document: who draws with it holds this."""

import threading

PDFIUM = threading.Lock()
"""Held for as long as a document of PDFium is open."""
