"""The law as small pure functions: facts in, findings out; each with its citation and requirement ids."""
