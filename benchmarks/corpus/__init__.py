"""Resumes of known content printed in many layouts by several programs, and what stands where in them."""

from benchmarks.corpus.people import Resume, read_people
from benchmarks.corpus.printing import SHEETS, Printed, Sheet, print_sheets
from benchmarks.corpus.samples import read_samples

__all__ = ["SHEETS", "Printed", "Resume", "Sheet", "print_sheets", "read_people", "read_samples"]
