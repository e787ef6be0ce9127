"""Frameworks of indicators as data: built, read from a workbook, loaded, shown."""
