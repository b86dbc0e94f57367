"""The command line of the core: one file a command group, exit codes 0 yes, 1 no, 2 wrong use."""
