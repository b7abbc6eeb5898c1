"""Web pages, saved pages and JSON Resume."""
