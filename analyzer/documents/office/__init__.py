"""DOCX, ODT and RTF: what a person sees of a file from a word processor."""
