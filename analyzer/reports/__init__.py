"""A Report as a person or a program reads it: terminal, Markdown, HTML, JSON, and several side by side.

One module a format, each with `render(report, ...) -> str`. The words they share are in
:mod:`analyzer.reports.words`, so the app, the terminal and the file say the same thing.
"""
