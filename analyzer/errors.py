"""What can go wrong for a user.

::

    AipmError                the message is shown as it stands: what happened, what was needed, what to do
    ├── ReadError            a file could not be read
    │   ├── UnsupportedFile  not a format we read, or not what its name says
    │   ├── TooLarge         more bytes, pages or memory than we accept
    │   ├── Encrypted        asks for a password
    │   ├── NoText           holds images only, or nothing at all
    │   └── ReadTimeout      took too long or killed its reader: damaged or hostile
    ├── NotAResume           readable, but not a resume: nothing to score
    ├── UnknownRole          no role of that name
    ├── BadJob               a job ad without requirements that can be read
    ├── StoreError           the coach's database cannot be used, or holds no such record
    ├── TextsError           the words of the app cannot be had in the language that was asked for
    └── BadEdit              a change that cannot be made, because its line is not there

Raised where a library fails, caught once in the command line and once in the app.
No message may quote the content of a document: messages end up in logs.
"""


class AipmError(Exception):
    """Base of all errors whose message is written for a user."""

    code = "error"


class ReadError(AipmError):
    """A file could not be read."""

    code = "unreadable"


class UnsupportedFile(ReadError):
    """The file is of a format we do not read, or not what its name says."""

    code = "unsupported-format"


class TooLarge(ReadError):
    """The file has more bytes or pages than we accept, or needs too much memory."""

    code = "too-large"


class Encrypted(ReadError):
    """The file asks for a password."""

    code = "encrypted"


class NoText(ReadError):
    """The file holds images only, or nothing at all."""

    code = "no-text"


class ReadTimeout(ReadError):
    """Reading took too long or killed the reader: the file is damaged or hostile."""

    code = "reader-stopped"


class NotAResume(AipmError):
    """The text was read, but it is no resume, so there is nothing to score."""

    code = "not-a-resume"


class UnknownRole(AipmError):
    """No role of that name is in the library."""

    code = "unknown-role"


class BadJob(AipmError):
    """A job ad in which no requirement could be found."""

    code = "bad-job"


class StoreError(AipmError):
    """The coach's database cannot be used, or holds no such record."""

    code = "store"


class BadEdit(AipmError):
    """A change to a document that cannot be made: its line is not there, or a fact for it is missing."""

    code = "bad-edit"


class TextsError(AipmError):
    """No texts in the language that was asked for, or a file of texts that cannot be read."""

    code = "no-texts"
