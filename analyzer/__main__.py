"""`python -m analyzer` is the same as `aipm`."""

from analyzer.cli import main

if __name__ == "__main__":
    main()
