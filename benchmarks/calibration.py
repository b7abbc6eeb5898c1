"""Whether a score means what it says: mean rating by band and by tenth of the scores, and a drawing of it.

Printed by `benchmarks.fit`; the drawing is written with `--plot FILE`.
"""

from pathlib import Path

import numpy as np

#: Bands of the score: from, below, name.
BANDS = (
    (0, 20, "little overlap"),
    (20, 40, "weak"),
    (40, 60, "partial"),
    (60, 80, "good"),
    (80, 101, "strong"),
)
TENTHS = 10
#: The drawing: size of the square, its margin, all in pixels.
_SIDE, _MARGIN = 360, 56
_HALF_OF_RATINGS = (25, 75)


def bands(scores: np.ndarray, ratings: np.ndarray) -> None:
    """Mean score and mean rating of the pairs in each band, both of 100."""
    print("\nCalibration: scores of unseen pairs beside the ratings of the same pairs, both of 100:\n")
    print("| band of the score | pairs | mean score | mean rating | half of the ratings | mean abs. error |")
    print("|---|---|---|---|---|---|")
    whole = np.round(scores)
    for low, high, name in BANDS:
        here = (whole >= low) & (whole < high)
        if not here.any():
            continue
        first, third = np.percentile(ratings[here], _HALF_OF_RATINGS)
        wrong = np.abs(scores[here] - ratings[here]).mean()
        print(
            f"| {low}-{min(high - 1, 100)} {name} | {here.sum()} | {scores[here].mean():.1f} | "
            f"{ratings[here].mean():.1f} | {first:.0f}-{third:.0f} | {wrong:.1f} |"
        )


def tenths(scores: np.ndarray, ratings: np.ndarray) -> list[tuple[float, float, float, float]]:
    """For each tenth of the pairs by score: mean score, mean rating, first and third quartile."""
    found = []
    for part in np.array_split(np.argsort(scores, kind="stable"), TENTHS):
        first, third = np.percentile(ratings[part], _HALF_OF_RATINGS)
        found.append((float(scores[part].mean()), float(ratings[part].mean()), float(first), float(third)))
    return found


def draw(scores: np.ndarray, ratings: np.ndarray, path: Path) -> None:
    """The tenths as a picture (SVG): a point on the line is a score that means what it says."""
    side, margin = _SIDE, _MARGIN

    def x(value: float) -> str:
        return f"{margin + value / 100 * side:.1f}"

    def y(value: float) -> str:
        return f"{margin / 2 + (1 - value / 100) * side:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 1.5 * margin:.0f} '
        f'{side + 1.5 * margin:.0f}" font-family="sans-serif" font-size="13" role="img" '
        'aria-label="Mean rating of each tenth of the pairs by score">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for value in range(0, 101, 20):
        parts += [
            f'<line x1="{x(0)}" y1="{y(value)}" x2="{x(100)}" y2="{y(value)}" stroke="#dddddd"/>',
            f'<line x1="{x(value)}" y1="{y(0)}" x2="{x(value)}" y2="{y(100)}" stroke="#dddddd"/>',
            f'<text x="{margin - 8}" y="{y(value)}" dy="4" text-anchor="end" fill="#333333">{value}</text>',
            f'<text x="{x(value)}" y="{y(0)}" dy="18" text-anchor="middle" fill="#333333">{value}</text>',
        ]
    parts.append(
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(100)}" y2="{y(100)}" stroke="#777777" stroke-dasharray="5 4"/>'
    )
    for score, rating, first, third in tenths(scores, ratings):
        parts += [
            f'<line x1="{x(score)}" y1="{y(first)}" x2="{x(score)}" y2="{y(third)}" stroke="#1f5fa8" '
            'stroke-width="2"/>',
            f'<circle cx="{x(score)}" cy="{y(rating)}" r="5" fill="#1f5fa8"/>',
        ]
    parts += [
        f'<text x="{x(50)}" y="{y(0)}" dy="40" text-anchor="middle" fill="#333333">score</text>',
        f'<text x="14" y="{y(50)}" text-anchor="middle" fill="#333333" '
        f'transform="rotate(-90 14 {y(50)})">mean rating</text>',
        "</svg>",
    ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
