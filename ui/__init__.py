"""The windows: binding < widgets < (pages ∥ displays) < shell; bootstrap joins all."""
