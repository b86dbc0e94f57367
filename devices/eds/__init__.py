"""Devices that sign: their drivers, what a returned signature tells, and a simulator of NCALayer."""
