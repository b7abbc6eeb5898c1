"""The entry of the app: settings of the page, navigation, and nothing else."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analyzer import __version__
from analyzer.reports import words
from analyzer.ui import about, candidates, career, compare, market, review, sign_in, start, whatif

STYLE = Path(__file__).parent / "style.css"


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(
        page_title="Resume review for AI project managers",
        page_icon="📄",
        layout="wide",
        initial_sidebar_state="collapsed",
        # An entry of ours is what makes Streamlit show its menu, with the switch for light and dark.
        menu_items={"About": f"Version {__version__}. {words.ADVICE}"},
    )
    st.html(STYLE)
    if sign_in.required():
        st.navigation([st.Page(sign_in.page, title="Sign in", url_path="sign-in", default=True)]).run()
        return
    pages = {
        "start": st.Page(start.page, title="Start", url_path="start", default=True),
        "review": st.Page(review.page, title="Review", url_path="review"),
        "whatif": st.Page(whatif.page, title="What if", url_path="what-if"),
        "career": st.Page(career.page, title="Career", url_path="career"),
        "candidates": st.Page(candidates.page, title="Candidates", url_path="candidates"),
        "compare": st.Page(compare.page, title="Compare", url_path="compare"),
        "market": st.Page(market.page, title="Market", url_path="market"),
        "about": st.Page(about.page, title="About", url_path="about"),
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    _menu(list(pages.values()))
    chosen.run()


def _menu(pages: list[StreamlitPage]) -> None:
    """The pages as a row of links: shown on phones alone (style.css).

    Streamlit's own menu becomes a panel there that lies over the page and stays open when a page is chosen.
    """
    with st.container(horizontal=True, key="menu"):
        for page in pages:
            st.page_link(page)


if __name__ == "__main__":
    main()
