"""One act at a key in a process of its own, so that no vendor's module and no PIN live in this one."""
