"""Backups: the list, and making, copying and restoring one."""
