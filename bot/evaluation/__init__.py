"""Measuring: question sets, measures with intervals, reports. Reads the assistant, never changes it."""
