"""How a county and its schools stand against a framework."""
