"""Measurements that print the figures we publish, each next to a baseline from the same run."""
