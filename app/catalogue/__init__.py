"""Shipped data read into the values of the domain: acts and citations, calendars, fees, services."""
