"""What the header of a column means: its plain words against the list of wordings, one pattern a line."""

import re

from umdesk.domain.application_form import FIELDS
from umdesk.domain.folding import folded
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.wording_list import GROUPS, SECOND_MEANINGS, WORDINGS


def _pattern(text: str) -> str:
    plain = "|".join(line.strip() for line in text.splitlines() if line.strip())
    return re.sub(r"<(\w+)>", lambda found: f"({GROUPS[found[1]]})", plain)


_RULES = tuple(
    (field, strength, re.compile(_pattern(wording)), re.compile(rf"\b({_pattern(unless)})\b") if unless else None)
    for field, strength, wording, unless in WORDINGS
)

# GC 8310 and 19705, Civ. Code 1798.14: an application holds none of these.
_NEVER = re.compile(
    r"\b(race|races|racial|ethnic|ethnicity|ethnicities|ethnic \w+|hispanic|latino|latina|latinx|caucasian|sex|sexes|"
    r"gender|genders|male|female|m f|f m|pronouns?|sexual|orientation sexual|transgender|lgbt\w*|age|ages|aged|"
    r"over 40|dob|d o b|birth|births|birthdate|birthdates|birthday|birthdays|birthyear|birthplace|born|"
    r"date of b|ssn|ssns|ssan|ss n|ss|s s|soc sec\w*|social sec\w*|social security|social insurance|socsec|"
    r"social number|last (4|four)( of)? (social|ssn?)|disab\w*|handicap\w*|impairment|"
    r"accommodation|medical condition|marital|married|marriage|spouse|spousal|divorced|religio\w*|creed|faith|church|"
    r"national origin|nationality|nationalities|ancestry|country of origin|citizenship|place of origin|"
    r"skin color|eeo (code|data|group|category|status|class|id|info|information|1|4)|eeo)\b"
)
_NOT_ABOUT_A_PERSON = re.compile(r"\b(eeo officer|eeo coordinator|eeo rep\w*|age of (application|file|record))\b")
_COUNTED = r"(s|seq|sequence|line|row|item|rec|record|entry|sr|sl|count)"
_SEQUENCE = re.compile(rf"({_COUNTED} )?(number|no|nbr|num)|{_COUNTED}|n|order")


def words_of(header: str) -> str:
    """A header in plain words: lower case, no accents, "#" read as number, signs as blanks."""
    plain = re.sub(r"([a-z])([A-Z][a-z])", r"\1 \2", header)
    plain = folded(plain.replace("#", " number ").replace("№", " number ").replace("&", " and "))
    plain = re.sub(r"(\w)['’`](\w)", r"\1\2", plain) if "'s" not in plain and "’s" not in plain else plain
    plain = re.sub(r"['’`]s\b", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


_TITLE_WORDS = {"class", "classif", "classification", "cls", "civil"}
_DATE_WORDS = {"date", "dt", "since", "start", "started", "when", "entered", "effective"}
_LONGEST_HEADER = 7

# For wordings that no row above foresees: the first of these whose words all occur, as a weak guess.
_HINTS: tuple[tuple[Field, tuple[set[str], ...]], ...] = (
    (Field.SUPERVISOR_EMAIL, ({"supervisor", "manager", "supr", "supv"}, {"mail", "email"})),
    (Field.RECEIVED, ({"received", "recd", "recvd", "rcvd", "recieved", "receipt", "postmarked", "postmark"},)),
    (Field.TARGET_CLASS, ({"target", "goal", "desired", "sought", "seeking", "applying", "future", "career"},
                          _TITLE_WORDS | {"for", "job", "position", "title", "goal", "occupation"})),
    (Field.RECEIVED, (_DATE_WORDS, {"application", "app", "applied", "submitted", "stamp", "stamped"})),
    (Field.CLASS_DATE, (_DATE_WORDS, _TITLE_WORDS | {"appointment", "appt", "apptd", "appointed", "position", "job"})),
    (Field.SUPERVISOR, ({"supervisor", "supr", "supv", "superviser", "manager"}, {"name", "supr", "last", "first"})),
    (Field.EMPLOYEE_NUMBER, ({"employee", "emp", "empl", "ee", "personnel", "payroll"}, {"number", "no", "id", "nbr"})),
    (Field.CLASS_CODE, (_TITLE_WORDS, {"code", "number", "no", "cd", "id"})),
    (Field.CLASS_TITLE, (_TITLE_WORDS,)),
    (Field.TENURE, ({"tenure", "perm", "permanent", "probationary"},)),
    (Field.TIME_BASE, ({"timebase", "fte", "parttime", "fulltime"},)),
    (Field.UNIT, ({"unit", "station", "stn", "office", "worksite", "location", "section", "region"},)),
    (Field.NOTES, ({"notes", "comments", "remarks", "note", "comment"},)),
)  # fmt: skip
_NO_HINT = re.compile(_pattern(r"\b(<private>|<phone>|eligible|eligibility|status|previous|former|prior|hire|hired)\b"))


def _hint(words: str) -> Field | None:
    every = set(words.split())
    if not every or len(words.split()) > _LONGEST_HEADER or _NO_HINT.search(words):
        return None
    return next((field for field, groups in _HINTS if all(group & every for group in groups)), None)


_SECOND = tuple((first, second, re.compile(_pattern(wording))) for first, second, wording in SECOND_MEANINGS)
#: The names of the application form's fields are headers that mean nothing else.
_OF_THE_FORM = {form.name: form.field for form in FIELDS}


def second_meaning(header: str) -> tuple[Field, Field] | None:
    """The field that a header means, and the one it means where another column is the first; None for most."""
    words = words_of(header)
    return next(((first, second) for first, second, wording in _SECOND if wording.fullmatch(words)), None)


def guess(header: str) -> tuple[Field, int] | None:
    """The field that a header means with the strength of the wording (3 surest), None for a header nobody knows."""
    if (named := _OF_THE_FORM.get(header.strip())) is not None:
        return named, 3
    best: tuple[Field, int] | None = None
    for words in dict.fromkeys((words_of(header), words_of(re.sub(r"[(\[].*?[)\]]", " ", header)))):
        for field, strength, wording, unless in _RULES:
            known = words and wording.fullmatch(words) and not (unless and unless.search(words))
            if known and (best is None or strength > best[1]):
                best = (field, strength)
    if best is None and (hinted := _hint(words_of(header))):
        return hinted, 1
    return best


def is_never_collected(header: str) -> bool:
    """Whether a header names something the program never collects: demographics, birth dates, Social Security."""
    words = _NOT_ABOUT_A_PERSON.sub(" ", words_of(header))
    return _NEVER.search(words) is not None


def is_sequence(header: str) -> bool:
    """Whether a header only counts the lines ("#", "No.", "Line")."""
    return bool(header.strip()) and _SEQUENCE.fullmatch(words_of(header)) is not None
