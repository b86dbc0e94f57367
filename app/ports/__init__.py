"""What the core needs from outside, as Protocols: storage, devices, gateways, signing, clock."""
