"""The tables, as the last migration leaves them. A test holds the two together.

Moments are text in UTC (`2026-11-29T08:30:00.123456Z`), days `YYYY-MM-DD`: both sort as they stand and read
the same on SQLite and PostgreSQL. What a person can be known by stands in `candidates`, `versions`,
`portfolios`, `files`, `analyses`, `notes` and `advice_taken`, and everywhere hangs on a candidate, so that
forgetting the candidate takes all of it along.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


#: A 64-bit number everywhere; SQLite counts up only in a plain INTEGER.
_Key = BigInteger().with_variant(Integer(), "sqlite")


def _id() -> Column[int]:
    return Column("id", _Key, primary_key=True, autoincrement=True)


def _to(
    target: str, name: str, *, ondelete: str = "CASCADE", null: bool = False, key: bool = False
) -> Column[int]:
    return Column(name, _Key, ForeignKey(target, ondelete=ondelete), nullable=null, primary_key=key)


def _text(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text(), nullable=null, primary_key=key)


#: Who works here. Without sign-in there is one, whose subject is "local".
users = Table(
    "users",
    metadata,
    _id(),
    Column("subject", Text(), nullable=False, unique=True),
    _text("name", null=True),
    _text("role"),  # coach, admin
    _text("created_at"),
)

#: Who did what to which record, and when. Never a word of its content.
access_log = Table(
    "access_log",
    metadata,
    _id(),
    _text("at"),
    _to("users.id", "user_id", ondelete="SET NULL", null=True),
    _text("action"),
    _text("kind"),
    Column("record_id", _Key, nullable=True),
)

#: One person. `alias` is what screens show first; `revision` counts changes, so that none is lost.
candidates = Table(
    "candidates",
    metadata,
    _id(),
    _to("users.id", "owner_id"),
    _text("alias"),
    _text("name", null=True),
    _text("created_at"),
    _text("updated_at"),
    _text("keep_until", null=True),  # a day; the person is forgotten after it
    Column("revision", Integer(), nullable=False, default=1),
    _text("person_key", null=True),  # digest of the e-mail address: who has sent a second version
    UniqueConstraint("owner_id", "alias"),
)

tags = Table("tags", metadata, _to("candidates.id", "candidate_id", key=True), _text("tag", key=True))

cohorts = Table(
    "cohorts",
    metadata,
    _id(),
    _to("users.id", "owner_id"),
    _text("name"),
    Column("shared", Boolean(), nullable=False, default=False),
    _text("created_at"),
    UniqueConstraint("owner_id", "name"),
)

cohort_members = Table(
    "cohort_members",
    metadata,
    _to("cohorts.id", "cohort_id", key=True),
    _to("candidates.id", "candidate_id", key=True),
)

#: The bytes of files by their SHA-256, where they are kept. Two people may have sent the same file.
files = Table(
    "files",
    metadata,
    _text("sha256", key=True),
    Column("size", _Key, nullable=False),
    Column("data", LargeBinary(), nullable=False),
)

#: One resume of a person, numbered from 1. `sha256` stays when the file is not kept.
versions = Table(
    "versions",
    metadata,
    _id(),
    _to("candidates.id", "candidate_id"),
    Column("number", Integer(), nullable=False),
    _text("file_name"),
    _text("sha256"),
    Column("kept", Boolean(), nullable=False),
    _text("origin"),  # upload, folder, batch
    _text("added_at"),
    UniqueConstraint("candidate_id", "number"),
    UniqueConstraint("candidate_id", "sha256"),
)

#: What else shows the person's work: files by hash, folders and addresses by their place.
portfolios = Table(
    "portfolios",
    metadata,
    _id(),
    _to("candidates.id", "candidate_id"),
    _text("kind"),  # file, folder, repository, site
    _text("place"),
    _text("sha256", null=True),
    _text("added_at"),
)

#: A coach's own roles, beside those of the library.
roles = Table(
    "roles",
    metadata,
    _id(),
    _to("users.id", "owner_id"),
    _text("name"),  # the id that commands use
    _text("title"),
    _text("text"),
    Column("shared", Boolean(), nullable=False, default=False),
    _text("created_at"),
    UniqueConstraint("owner_id", "name"),
)

#: One import of resumes or postings: what was asked, how it ended. Left open by a crash, it can be resumed.
import_runs = Table(
    "import_runs",
    metadata,
    _id(),
    _to("users.id", "user_id", ondelete="SET NULL", null=True),
    _text("kind"),  # resumes, postings
    _text("source"),
    _text("started_at"),
    _text("finished_at", null=True),
    Column("read", Integer(), nullable=False, default=0),
    Column("repeated", Integer(), nullable=False, default=0),
    Column("failed", Integer(), nullable=False, default=0),
    _text("note", null=True),
)

#: How each file or row of an import ended.
import_items = Table(
    "import_items",
    metadata,
    _to("import_runs.id", "run_id", key=True),
    Column("number", Integer(), primary_key=True),
    _text("name"),
    _text("outcome"),  # added, new version, known, failed
    _text("reason", null=True),
    _to("candidates.id", "candidate_id", ondelete="CASCADE", null=True),
)

#: Job postings, one row for each distinct text. `facts` is what the posting parser read of it.
postings = Table(
    "postings",
    metadata,
    _id(),
    Column("content_hash", Text(), nullable=False, unique=True),
    _text("source"),
    _text("source_id", null=True),  # the posting's number at its source
    _text("url", null=True),
    _text("company", null=True),
    _text("title"),
    _text("place", null=True),
    _text("country", null=True),  # ISO 3166-1 alpha-2
    Column("remote", Boolean(), nullable=True),
    Column("pay_min", Float(), nullable=True),
    Column("pay_max", Float(), nullable=True),
    _text("pay_currency", null=True),  # ISO 4217
    _text("pay_period", null=True),  # year, month, week, day, hour
    _text("posted_on", null=True),
    _text("first_seen"),
    _text("last_seen"),
    _text("text"),
    _text("language", null=True),  # ISO 639-1
    _text("family", null=True),
    _text("seniority", null=True),
    Column("facts", JSON(none_as_null=True), nullable=True),
    _text("parser_version", null=True),
    _to("import_runs.id", "import_run_id", ondelete="SET NULL", null=True),
    _to(
        "postings.id", "same_as_id", ondelete="SET NULL", null=True
    ),  # the posting of which this is a re-post
)

#: What matching needs of a posting: its Job, packed, and the sketch that finds it again.
posting_details = Table(
    "posting_details",
    metadata,
    _to("postings.id", "posting_id", key=True),
    Column("job", LargeBinary(), nullable=True),  # null where it could not be read, or in another language
    Column("sketch", LargeBinary(), nullable=False),
)

#: The index of postings: arrays of some postings each, made for one version of the matcher. Can be made anew.
posting_segments = Table(
    "posting_segments",
    metadata,
    _id(),
    _text("model_version"),
    Column("count", Integer(), nullable=False),
    Column("data", LargeBinary(), nullable=False),
)

#: Where else a posting stands: the same words at another source, or again later.
posting_sightings = Table(
    "posting_sightings",
    metadata,
    _id(),
    _to("postings.id", "posting_id"),
    _text("source"),
    _text("source_id", null=True),
    _text("url", null=True),
    _text("posted_on", null=True),
    _text("seen"),
)

#: One reading of a version by one state of the program: the whole Report, packed.
analyses = Table(
    "analyses",
    metadata,
    _id(),
    _to("versions.id", "version_id"),
    _text("job_set"),  # digest of the jobs it was asked for
    _text("model_version"),
    _text("data_hash"),
    _text("program_version"),
    _text("generated_for"),
    _text("created_at"),
    Column("report", LargeBinary(), nullable=False),
    Column(
        "summary", JSON(none_as_null=True), nullable=True
    ),  # see `fits.summary_of`; None from older programs
    UniqueConstraint("version_id", "job_set", "model_version", "data_hash", "generated_for"),
)

#: The fits of an analysis, one row a job, so that lists need not open the Report.
matches = Table(
    "matches",
    metadata,
    _id(),
    _to("analyses.id", "analysis_id"),
    _to("versions.id", "version_id"),
    _to("candidates.id", "candidate_id"),
    _text("job"),  # role id, own role's name, or "posting:<id>"
    _text("job_title"),
    _text("model_version"),
    Column("score", Float(), nullable=True),
    Column("low", Float(), nullable=True),
    Column("high", Float(), nullable=True),
    _text("band", null=True),
    _text("level_fit", null=True),
    _text("reason", null=True),
    Column("requirements", JSON(none_as_null=True), nullable=False),  # [label, importance, met, points, max]
    _text("first_change", null=True),
    Column("first_gain", Float(), nullable=True),
    _text("created_at"),
)

notes = Table(
    "notes",
    metadata,
    _id(),
    _to("candidates.id", "candidate_id"),
    _to("users.id", "author_id", ondelete="SET NULL", null=True),
    _text("text"),
    Column("for_handout", Boolean(), nullable=False, default=False),
    _text("created_at"),
)

#: What a candidate did with a suggestion: accepted, done or declined.
advice_taken = Table(
    "advice_taken",
    metadata,
    _id(),
    _to("candidates.id", "candidate_id"),
    _to("versions.id", "version_id", ondelete="CASCADE", null=True),
    _text("rule"),
    _text("state"),
    _text("message"),
    _text("before", null=True),
    Column("points", Float(), nullable=True),
    _text("job", null=True),
    _text("created_at"),
)

#: Choices for the whole database, such as how many days people are kept.
settings = Table("settings", metadata, _text("name", key=True), _text("value"))

#: Files that we wrote into the data folder with people in them, so that forgetting finds them.
exports = Table(
    "exports",
    metadata,
    _id(),
    _text("path"),
    _text("created_at"),
)

export_people = Table(
    "export_people",
    metadata,
    _to("exports.id", "export_id", key=True),
    _to("candidates.id", "candidate_id", key=True),
)

#: The tables that may hold words of a person.
PERSONAL = (
    "candidates", "tags", "cohort_members", "files", "versions", "portfolios", "import_items", "analyses",
    "matches", "notes", "advice_taken", "exports", "export_people",
)  # fmt: skip
