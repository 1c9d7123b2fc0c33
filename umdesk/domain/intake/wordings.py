"""How people word the headers of a list of applications: one pattern a line, matched against plain words."""

import re

from umdesk.domain.folding import folded
from umdesk.domain.intake.fields import Field

# Words in angle brackets stand for any of a group.
_GROUPS = {
    "employee": (
        "employee|employees|emp|empl|ee|eid|applicant|applicants|candidate|candidates|staff|person|worker|their"
    ),
    "number": "number|numbers|num|no|nbr|id|ids|ident|identifier|identification",
    "date": "date|dt|day",
    "class": "class|classification|job|position|appointment",
    "supervisor": "supervisor|supervisors|supv|suprv|superviser|sup|spvr|supvr|manager|managers|boss|reports to",
    "target": (
        "target|targeted|goal|goals|desired|wanted|wants|sought|seeking|future|promotional|aspiration"
        "|objective|interested|interest|next|upward|aspires|preferred"
    ),
    "mail": "email|emails|e mail|mail|e mails",
    "phone": "phone|phones|telephone|tel|ph|extension|ext",
    "received": "received|recd|rec d|rcvd|receipt|rec|arrived|submitted|submission|filed|timestamp|time stamp",
    "private": "home|cell|mobile|private|personal|emergency|alternate|fax",
}

# A strength of 3 is the field's own name, 2 a usual wording, 1 a header that only might mean it. Strengths settle
# which of two columns means a field; two of one strength are for the user. The last text guards against a stranger.
_WORDINGS: tuple[tuple[Field, int, str, str], ...] = (
    (Field.LAST_NAME, 3, r"""
        (last|family|sur|second) ?names?
        surnames?
        lname
        l name
        nachname
    """, r"<supervisor>"),
    (Field.LAST_NAME, 2, r"""
        (<employee> )?(last|family)( name)?
        <employee> (last|sur|family) ?name
        last
    """, r"<supervisor>"),
    (Field.FIRST_NAME, 3, r"""
        (first|given|fore|christian) ?names?
        fname
        f name
    """, r"<supervisor>"),
    (Field.FIRST_NAME, 2, r"""
        (<employee> )?(first|given)( name)?
        <employee> (first|given) ?name
        first (name )?(and )?(mi|middle|middle initial)
        first name (mi|middle|m i)
        preferred name
    """, r"<supervisor>"),
    (Field.MIDDLE_NAME, 3, r"""
        middle( names?| initials?| init)?
        mi
        m i
        m
    """, r""),
    (Field.NAME, 3, r"""
        names?
        full names?
        (last( name)?,? first( name)?|first( name)? (and )?last( name)?)( mi| middle)?
        (full )?name of <employee>
        <employee> (full )?names?
        name (last first|first last)( mi)?
        printed name
    """, r""),
    (Field.NAME, 2, r"""
        employee
        applicant
        candidate
        person
        applicant employee
        who
    """, r""),
    (Field.NAME, 1, r"""
        staff
        .*\b(employee|applicant|candidate)s? (full )?name\b.*
    """, r"<supervisor>"),
    (Field.EMPLOYEE_NUMBER, 3, r"""
        (state )?<employee> <number>( number)?
        <number> of <employee>
        eid
        een
        employeeid
        empid
        emplid
        empl rcd
        employeenumber
        empno
        uei
        unique employee (id|identifier|number)
        state id( number)?
    """, r""),
    (Field.EMPLOYEE_NUMBER, 2, r"""
        (personnel|payroll|badge|pernr|hr|hris|sap|sco|agency|calhr) <number>
        pernr
        badge
        id number
        <employee> <number> .*
    """, r"position|phone"),
    (Field.EMPLOYEE_NUMBER, 1, r"""
        id
        ids
        identifier
        identification
        number id
    """, r""),
    (Field.CLASS_CODE, 3, r"""
        (current |present )?(job )?class(ification)? (code|<number>|cd)( number)?
        (job|position) class(ification)? code
        classcode
        class cd
        code of class
    """, r"<target>"),
    (Field.CLASS_CODE, 2, r"""
        (current |present )?(job|position|title) code
        cls( code)?
        class schem code
        cc
    """, r"<target>"),
    (Field.CLASS_CODE, 1, r"""
        code
        codes
    """, r""),
    (Field.CLASS_TITLE, 3, r"""
        (current |present )?(job )?class(ification)? (title|name|description)s?
        title of class
        (current |present |civil service |job |employee |applicant )*(class|classification)( held)?
    """, r"<target>"),
    (Field.CLASS_TITLE, 2, r"""
        (current |present |employee |applicant )*(job |civil service |working |position )?title( held)?
    """, r"<target>"),
    (Field.CLASS_TITLE, 1, r"(current |present |employee |applicant )*(job|position)( held)?", r"<target>"),
    (Field.TENURE, 3, r"(current |employment |appointment |civil service )?tenure( status| code| type)?", r""),
    (Field.TENURE, 2, r"""
        (appointment|appt|employment|appointed|employee|civil service|job|probation(ary)?) (type|status|kind)
        status
        type of (appointment|appt)
        perm(anent)? (prob|lt|limited).*
        status of appointment
    """, r""),
    (Field.TIME_BASE, 3, r"""
        (time|work) ?base( fraction)?
        timebase
        tb
    """, r""),
    (Field.TIME_BASE, 2, r"""
        fte
        full ?time( part ?time)?
        (full|ft) (and |or )?(part|pt)( time)?
        ft pt
        (full|part) time.*
        schedule
        work schedule
        work time
        hours
        full time equivalent
        percent time
        time worked
    """, r""),
    (Field.CLASS_DATE, 3, r"""
        (current |present )?(appointment|appt|appoint|job|position)( start| effective| entry| begin)? <date>
        (current |present )?(class|classification)( start| effective| entry| begin)? <date>
        (in|with) (the |this |current |present )*(class|classification|job|position) since
        (appointed|appointment|appt)( to)?( the| this| current| present)*( class)?( on| <date>)?
        <date> (of |in |to |entered |appointed |into )*(the |this |current |present )*(<class>|appt)
        date (appointed|of appt)
        (current |present )?(class|classification) since
        in class from
    """, r""),
    (Field.CLASS_DATE, 2, r"""
        (date )?(appointed|appt|appointment).*
        .*\b<class>( start| entry)? <date>
        <date> .*\b(class|classification|appt|appointment|appointed|position)\b.*
        .*\bin (current )?class since\b.*
    """, r"<target>"),
    (Field.CLASS_DATE, 1, r"""
        since
        start <date>
        <date> started
        started
        effective( <date>)?
        eff <date>
        begin <date>
    """, r""),
    (Field.UNIT, 3, r"""
        (work )?units?( (and )?(station|office|section|name))?
        stations?
        unit station
        unit location
    """, r"<supervisor>"),
    (Field.UNIT, 2, r"""
        office
        field office
        section
        location
        work ?(site|location|place|station|unit)
        headquarters
        division
        branch
        program
        district
        region
        facility
        bureau
        reporting unit
        org(anization)?( unit)?
        department
        team
        office location
        hq
        (current|home|employee) (unit|office|station|location)
        duty station
        institution
        cost center
        district office
    """, r"<supervisor>"),
    (Field.WORK_PHONE, 3, r"(work|office|business|employee|desk|daytime) <phone>( <number>| extension| ext)*", r""),
    (Field.WORK_PHONE, 2, r"""
        <phone>( <number>| extension| ext)*
        contact number
    """, r""),
    (Field.WORK_PHONE, 1, r".*\b<phone>\b.*", r"<private>|<supervisor>"),
    (Field.WORK_EMAIL, 3, r"(work|office|business|employee|applicant|state) <mail>( address| id)?", r""),
    (Field.WORK_EMAIL, 2, r"<mail>( address| addresses| id)?", r""),
    (Field.WORK_EMAIL, 1, r".*\b<mail>\b.*", r"<private>|<supervisor>|date|mailed"),
    (Field.SUPERVISOR_EMAIL, 3, r"""
        (<supervisor>|supervisor s|manager s)( name)? <mail>( address)?
        <mail> (of |for )*(the )?<supervisor>
        .*\b<supervisor>\b.*\b<mail>\b.*
    """, r""),
    (Field.SUPERVISOR, 3, r"""
        (current |direct |immediate |first line )*<supervisor>( s)?( (full )?name)?
        name of <supervisor>
        (supervised|managed) by
        reporting to
        supervisor (last first|first last)
    """, r""),
    (Field.SUPERVISOR, 2, r"""
        .*\b<supervisor>\b( s)? name\b.*
        <supervisor> (and|manager|contact).*
    """, r"<mail>|<phone>"),
    (Field.TARGET_CLASS, 3, r"""
        (upward mobility )?<target>( entry level)? (<class>|title|career)s?( title| name)?
        target
        targets
        target (class|classification)e?s?
        (career|upward mobility|promotional) (goal|objective|aspiration|target|interest|path)s?( .*)?
        (class|classification|position|job|career) (goal|objective|sought|desired|wanted|target|interest|of interest)s?
        goal
        goals
        career goals? .*
    """, r"code"),
    (Field.TARGET_CLASS, 2, r"""
        .*\b<target>\b.*\b(class|classification|job|position|title|career|occupation)\b.*
        .*\b(class|classification|job|position|title|career)\b.*\b<target>\b.*
        (wants|would like) to (be|become)( a| an)?
        aspiration
        applying for
        applied for
    """, r"code|statement|why"),
    (Field.RECEIVED, 3, r"""
        (<date> )?((application|app|form|appl|packet)s? )?<received>( on| <date>| by um| in)*
        <received> <date>
        <date> (of )?<received>
        (application|app|form|appl|packet)s? <received>( on| <date>)?
        <date> (of )?(application|app|appl)s?( <received>)?
    """, r"by supervisor"),
    (Field.RECEIVED, 2, r"""
        (application|app|appl|submit|received by \w+|applied|filing|entry|signed|postmark)( on)? ?<date>
        (date )?(applied|submitted|filed|signed)( on)?
        <date> <received> .*
        <received> .*
    """, r"<supervisor>"),
    (Field.RECEIVED, 1, r"""
        date
        dates
        day
        applied
    """, r""),
    (Field.STATEMENT, 3, r"""
        (applicant s? )?(personal |applicant |employee )?statement( of (interest|purpose))?
        (reason|reasons) for applying
        why .*
        motivation
        essay
        letter( of interest)?
    """, r""),
    (Field.NOTES, 3, r"(office |staff |coordinator |additional |other |general )*(notes?|comments?|remarks?)", r""),
    (Field.NOTES, 2, r"""
        memo
        observations?
        misc(ellaneous)?
        comments? .*
        notes? .*
        remarks? .*
        additional information
    """, r""),
)  # fmt: skip


def _pattern(text: str) -> str:
    plain = "|".join(line.strip() for line in text.splitlines() if line.strip())
    return re.sub(r"<(\w+)>", lambda found: f"({_GROUPS[found[1]]})", plain)


_RULES = tuple(
    (field, strength, re.compile(_pattern(wording)), re.compile(rf"\b({_pattern(unless)})\b") if unless else None)
    for field, strength, wording, unless in _WORDINGS
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


def guess(header: str) -> tuple[Field, int] | None:
    """The field that a header means with the strength of the wording (3 surest), None for a header nobody knows."""
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
