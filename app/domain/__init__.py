"""Values and aggregates of the counter; standard library only; time is passed in, never asked for."""
