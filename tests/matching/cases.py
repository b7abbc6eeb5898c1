"""The six resumes of the domain, and ways to change a text."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "resumes"
RESUMES = (
    "strong_ai_pm",
    "data_scientist_to_pm",
    "traditional_pm",
    "new_graduate",
    "keyword_stuffer",
    "chef",
)
HONEST = ("strong_ai_pm", "data_scientist_to_pm", "traditional_pm", "new_graduate")


def resume_text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
