"""The app, from a checkout: `streamlit run app.py`. An installed package starts it with `aipm app`."""

from analyzer.ui.app import main

main()
