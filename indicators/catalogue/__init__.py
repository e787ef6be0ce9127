"""The catalogue of indicators: forms, pages, what schools make together, merging of duplicates."""
