"""The reading of everything signed that comes back: certificates, messages, stamps, revocation, papers."""
