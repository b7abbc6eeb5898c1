"""Invented postings in the shapes in which they come: feeds, tables, pages. No firm in them exists."""

import json

WORDS = (
    "About us: we build tools for clinics.",
    "Lead the delivery of machine-learning projects with data scientists and clinicians.",
    "Own budget and schedule of two model roll-outs a year.",
    "5+ years of project management experience in software.",
    "Hands-on experience with Scrum and Jira.",
    "PMP or PRINCE2 certification.",
    "Experience with Python is a plus.",
)
TEXT = f"""AI Project Manager

{WORDS[0]}

Responsibilities
- {WORDS[1]}
- {WORDS[2]}

Requirements
- {WORDS[3]}
- {WORDS[4]}
- {WORDS[5]}

Nice to have
- {WORDS[6]}
"""
HTML = (
    f"<p>{WORDS[0]}</p><h3>Responsibilities</h3><ul><li>{WORDS[1]}</li><li><p>{WORDS[2]}</p></li></ul>"
    f"<h3>Requirements</h3><ul><li>{WORDS[3]}</li><li>{WORDS[4]}</li><li>{WORDS[5]}</li></ul>"
    f"<h3>Nice to have</h3><ul><li>{WORDS[6]}</li></ul>"
)
TITLE, COMPANY = "AI Project Manager", "Fernhill Clinics"


def escaped(html):
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


GREENHOUSE = {
    "jobs": [
        {
            "id": 4101,
            "title": TITLE,
            "absolute_url": "https://boards.example.com/fernhill/jobs/4101",
            "company_name": COMPANY,
            "location": {"name": "Austin, TX, US"},
            "content": escaped(HTML),
            "first_published": "2026-03-02T10:00:00-05:00",
            "updated_at": "2026-04-01T10:00:00-05:00",
            "pay_input_ranges": [{"min_cents": 12000000, "max_cents": 15000000, "currency_type": "USD"}],
        }
    ],
    "meta": {"total": 1},
}
LEVER = [
    {
        "id": "a1b2",
        "text": TITLE,
        "hostedUrl": "https://jobs.example.com/fernhill/a1b2",
        "categories": {"location": "Austin, TX, US", "team": "Delivery"},
        "country": "US",
        "workplaceType": "hybrid",
        "createdAt": 1772445600000,
        "descriptionPlain": WORDS[0],
        "lists": [
            {"text": "Responsibilities", "content": f"<li>{WORDS[1]}</li><li>{WORDS[2]}</li>"},
            {"text": "Requirements", "content": "".join(f"<li>{one}</li>" for one in WORDS[3:6])},
            {"text": "Nice to have", "content": f"<li>{WORDS[6]}</li>"},
        ],
        "salaryRange": {"min": 120000, "max": 150000, "currency": "USD", "interval": "per-year-salary"},
    }
]
ASHBY = {
    "apiVersion": "1",
    "jobs": [
        {
            "id": "c3d4",
            "title": TITLE,
            "jobUrl": "https://jobs.example.com/fernhill/c3d4",
            "location": "Austin, TX, US",
            "workplaceType": "Hybrid",
            "isRemote": False,
            "descriptionHtml": HTML,
            "publishedAt": "2026-03-02T00:00:00.000+00:00",
            "address": {"postalAddress": {"addressCountry": "USA"}},
            "compensation": {"scrapeableCompensationSalarySummary": "$120K - $150K"},
        }
    ],
}
SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": TITLE,
    "description": HTML,
    "datePosted": "2026-03-02",
    "validThrough": "2026-06-30T00:00",
    "hiringOrganization": {"@type": "Organization", "name": COMPANY},
    "jobLocation": {
        "@type": "Place",
        "address": {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": "US"},
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {"@type": "QuantitativeValue", "minValue": 120000, "maxValue": 150000, "unitText": "YEAR"},
    },
}
PAGE = (
    '<!doctype html><html><head><title>Job</title><script type="application/ld+json">'
    + json.dumps({"@graph": [{"@type": "WebSite"}, SCHEMA_ORG]})
    + "</script></head><body><p>Apply now</p></body></html>"
)
MICRODATA = f"""<html><body><div itemscope itemtype="https://schema.org/JobPosting">
<h1 itemprop="title">{TITLE}</h1>
<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
<b itemprop="name">{COMPANY}</b></span>
<meta itemprop="datePosted" content="2026-03-02">
<div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope>
<span itemprop="addressLocality">Austin</span>, <span itemprop="addressRegion">TX</span>
<span itemprop="addressCountry">US</span></div></div>
<div itemprop="description">{HTML}</div></div></body></html>"""
JOBSPY_COLUMNS = (
    "id,site,job_url,title,company,location,date_posted,interval,min_amount,max_amount,currency,is_remote,"
    "description"
)


def jobspy(text=TEXT, title=TITLE, company=COMPANY, id="in-1"):
    """A row of JobSpy's table, with its Markdown escapes."""
    words = text.replace("+", "\\+").replace("-hand", "\\-hand").replace('"', '""')
    return (
        f'{id},indeed,https://jobs.example.com/{id},{title},{company},"Austin, TX, US",2026-03-02,yearly,'
        "120000,"
        f'150000,USD,False,"{words}"'
    )


CSV = f"{JOBSPY_COLUMNS}\n{jobspy()}\n"
