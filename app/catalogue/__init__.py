"""Shipped data read into values of the domain: acts, citations, calendars, fees, services."""
