"""The entry of the app: settings of the page, navigation, and nothing else."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analyzer import __version__
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui import about, candidates, career, compare, market, review, sign_in, start, whatif

STYLE = Path(__file__).parent / "style.css"


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(
        page_title=say("app-title"),
        page_icon="📄",
        layout="wide",
        initial_sidebar_state="collapsed",
        # An entry of ours is what makes Streamlit show its menu, with the switch for light and dark.
        menu_items={"About": say("app-version", version=__version__, advice=words.advice())},
    )
    st.html(STYLE)
    if sign_in.required():
        st.navigation(
            [st.Page(sign_in.page, title=say("app-page-sign-in"), url_path="sign-in", default=True)]
        ).run()
        return
    pages = {
        "start": st.Page(start.page, title=say("app-page-start"), url_path="start", default=True),
        "review": st.Page(review.page, title=say("app-page-review"), url_path="review"),
        "whatif": st.Page(whatif.page, title=say("app-page-whatif"), url_path="what-if"),
        "career": st.Page(career.page, title=say("app-page-career"), url_path="career"),
        "candidates": st.Page(candidates.page, title=say("app-page-candidates"), url_path="candidates"),
        "compare": st.Page(compare.page, title=say("app-page-compare"), url_path="compare"),
        "market": st.Page(market.page, title=say("app-page-market"), url_path="market"),
        "about": st.Page(about.page, title=say("app-page-about"), url_path="about"),
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
