"""Measurements that can be run again; nothing here is needed at run time."""
