"""Sign-in through an OpenID Connect provider, for a team: off unless the environment switches it on."""

import os

import streamlit as st

from analyzer.texts import say
from analyzer.ui.markup import element, notice, show

#: Set to "on", nobody sees a page or sends a file before signing in.
SWITCH = "AIPM_SIGN_IN"


def required() -> bool:
    """Whether this visitor has to sign in first. Anything but off, also a mistyped value, closes the door."""
    asked = os.environ.get(SWITCH, "").strip().lower()
    return asked not in ("", "off", "no", "0", "false") and not st.user.get("is_logged_in", False)


def page() -> None:
    """The page of somebody who is not signed in."""
    with st.container(key="sign_in"):
        show(
            element("h1", say("app-page-sign-in")),
            element("p", say("app-sign-in-help")),
        )
        if not _configured():
            notice(
                element("strong", say("app-sign-in-not-set-up")),
                element("p", say("app-sign-in-not-set-up-help")),
                kind="problem",
                role="alert",
            )
        elif st.button(say("app-sign-in-button"), type="primary", key="sign_in_button"):
            st.login()


def _configured() -> bool:
    """Whether the secrets of this app name a provider."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False
