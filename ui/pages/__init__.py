"""One page a step, under the step's own word."""
