"""Observations as programs of statistics offices read them: SDMX-CSV 2.0."""
