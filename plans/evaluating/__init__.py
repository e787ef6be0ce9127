"""Rounds of evaluation (自评、复评、抽评): who may do what when, marks, samples, results."""
