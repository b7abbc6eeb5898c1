"""The model card: what the matcher is for and not for, from what it learned, and how right it is."""

from collections.abc import Mapping
from typing import Any

_CARD = """# Role matcher {version}

Scores how well the text of a resume shows evidence for a job, 0-100, requirement by requirement.

**For** the person who owns the resume and the coach who helps. **Not for** hiring decisions, ranking of
applicants by an employer, or any prediction of an interview or a job.

## How it works
Every requirement of the job is answered from described work: strength of the skills it names, the words and
ideas that lines of work share with it, years of that kind of work, the degree and its field of study, the
certificate or one of the same kind. A *judge* weighs these signs, each kind of requirement in its own way,
into evidenced, partly or not shown; what is only listed is *claimed* and all claims together are worth less
than one point. A certificate that is planned counts in part, as it did for the raters, and never meets a
condition that asks for it to be held. The score is a sum of rising curves over the requirements met, the
skills and words of the job, the career (families of work and their nearness), AI work, competency depth and
measured outcomes. No weight is negative: more evidence never lowers a score. The points of a component are
its share of the sum, rounded so that they add up.

Lists, self-praise, lines copied from the ad (eight words in a row, or mostly made of runs of four) and
passages that address a machine are no evidence. Names, contacts, schools, employers, places and years of
study are masked before any word is compared. Fields of study count where the ad asks for a technical degree.

Being above the level of a job never lowers the score; it is said apart (under, at, over). The raters did
lower theirs in part: a feature for it would have brought .004 of Spearman and .006 of order, and was left
out.

## Data
{pairs} rated pairs of {resumes} fictional resumes and {ads} fictional job ads, and
{judged_requirements} judged requirements ({labelled_resumes} resumes, {labelled_ads} ads).
The pairs of `data/training/` are by few authors and were rated by two people (Spearman .95); those of
`benchmarks/` are of people and ads by other hands, rated by one or two (.91). The shipped model learned from
all of them. Word weights come from the same texts. Data hash `{data}`, seed {seed}.

## Accuracy
Cross-validated: each pair is scored by a model that saw neither the person nor the ad.

| | value |
|---|---|
| Spearman with the mean rating | {spearman} |
| two people in the right order within an ad | {order_within_ad} |
| mean absolute error, points of 100 | {mean_absolute_error} |
| ratings inside the 90 % interval | {interval_coverage} |

By family of the job:

| family | pairs | Spearman | mean absolute error |
|---|---|---|---|
{families}

## Limits
English texts; AI project, program, product and neighbouring roles; US and European habits. All training
texts are fictional and by few authors. The career of somebody whose titles we do not know counts too little.
Intervals are as wide as they are because single pairs are hard: people a few points apart are not different.
Single requirements are the weakest part: on people and ads unseen about six of ten get the label that the
raters gave, three of four are rightly told shown or not. Coordinator and construction roles are the weakest
families. For strangers' resumes and ads agreement is lower than in the tables above (`docs/benchmarks.md`,
*Strangers*).
"""


def card(version: str, facts: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    families = "\n".join(
        f"| {name} | {one['pairs']} | {one['spearman']} | {one['mean_absolute_error']} |"
        for name, one in facts["by_family"].items()
    )
    plain = {name: value for name, value in facts.items() if not isinstance(value, Mapping)}
    return _CARD.format(version=version, families=families, **plain, **facts["unseen_people_and_ads"])
