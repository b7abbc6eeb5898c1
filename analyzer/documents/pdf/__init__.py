"""PDF files: characters and shapes of each page, hidden text set aside, the Document."""
