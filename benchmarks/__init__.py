"""Measurements of accuracy and speed on labelled data; each module prints Markdown tables."""
