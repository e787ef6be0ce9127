"""Published plans and the evidence of figures, for programs."""
