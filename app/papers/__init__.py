"""Receipts, refusals, registers and labels as documents in the applicant's language."""
