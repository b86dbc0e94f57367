"""Adapters of the devices at a desk: a folder a device, each driver with its pure parser apart."""
