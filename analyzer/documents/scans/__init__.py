"""Pictures of pages: photos, scans, and pages of a PDF that hold images only."""
