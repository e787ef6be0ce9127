"""Figures as charts: lines, ranks, boxes, comparisons, and their files."""
