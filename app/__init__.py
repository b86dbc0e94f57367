"""The core of the counter: domain, law, use-cases, storage and papers. No Qt, no device library."""
