"""Words of a page -> the order a person reads them in, and the canonical text. For PDF files and scans."""
