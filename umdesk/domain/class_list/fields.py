"""What a column of a department's class list can be, and how people word its header."""

import re
from enum import StrEnum

from umdesk.domain.folding import folded


class ClassField(StrEnum):
    """What a column can hold; the values are the words that people read."""

    CODE = "class code"
    TITLE = "class title"
    SCHEMATIC = "schematic code"
    CATEGORY = "category"
    LPEL = "LPEL, yes or no"
    ELTPA = "ELTPA, yes or no"
    ENTRY_LEVEL = "entry level"
    BRIDGING = "bridging class"
    SALARY = "salary range"
    SALARY_MINIMUM = "lowest salary"
    SALARY_MAXIMUM = "highest salary"
    PROBATION = "probation"
    BARGAINING_UNIT = "bargaining unit"
    QUALIFICATIONS = "minimum qualifications"
    HARD_TO_FILL = "hard to fill"
    NOTE = "note"


_WORDINGS: tuple[tuple[ClassField, str], ...] = (
    (ClassField.SCHEMATIC, r"(schem(atic)?|occupational)( code| cd| no| number)?"),
    (ClassField.CODE, r"(class(ification)?|job|position)? ?(code|cd|no|number|num)|code|class id|class cd"),
    (ClassField.TITLE, r"(class(ification)?|job|working|position|official)? ?(title|name)s?|class(ification)?|classes"),
    (ClassField.LPEL, r"(is )?lpel( class)?( flag)?( y n| yes no| x)?|low paying( entry level)?( flag| class)?"),
    (
        ClassField.ELTPA,
        r"(is )?(el ?)?tpa( class)?( flag)?( y n| yes no| x)?|(entry level )?technical professional.*",
    ),
    (
        ClassField.CATEGORY,
        (
            r".*\bcategory|lpel (or )?(el)?tpa( flag)?|(el)?tpa (or )?lpel( flag)?|um (class )?(type|flag|group)"
            r"|upward mobility( class)?( type| flag| group)?|type|group"
        ),
    ),
    (ClassField.ENTRY_LEVEL, r"(is )?entry ?(level)?( class)?( y n| yes no)?|entry level flag|level"),
    (ClassField.BRIDGING, r"(is )?bridg(e|ing)( class)?( flag)?( y n| yes no)?"),
    (
        ClassField.SALARY_MINIMUM,
        (
            r"(min(imum)?|low(est)?|bottom|start(ing)?)( monthly)?( salary| pay| rate)?"
            r"|(monthly )?(salary|pay|rate)( range)? ?(min(imum)?|low(est)?|from|bottom)"
        ),
    ),
    (
        ClassField.SALARY_MAXIMUM,
        (
            r"(max(imum)?|high(est)?|top)( monthly)?( salary| pay| rate)?"
            r"|(monthly )?(salary|pay|rate)( range)? ?(max(imum)?|high(est)?|to|top)"
        ),
    ),
    (
        ClassField.SALARY,
        r"(monthly |current )?(salary|pay|compensation)( range| rate| scale)?s?( month(ly)?| per month)?",
    ),
    (ClassField.PROBATION, r"prob(ation(ary)?)?( period| months| mos?| time)?( months| mos?)?"),
    (ClassField.BARGAINING_UNIT, r"cbid|bu|(collective )?bargaining( unit)?( id)?|union|unit"),
    (ClassField.QUALIFICATIONS, r"mqs?|minimum (qualifications?|quals)( notes?)?|qualifications?|requirements?"),
    (ClassField.HARD_TO_FILL, r"(is )?hard to (fill|recruit)( class)?( flag)?|htf"),
    (ClassField.NOTE, r"notes?|comments?|remarks?"),
)


def words_of(header: str) -> str:
    """A header as plain words: "Schem. Code" is "schem code"."""
    return " ".join(re.findall(r"[a-z0-9]+", folded(header)))


def guess(header: str) -> ClassField | None:
    """What a header means, None for nothing that a class list holds."""
    words = words_of(header)
    return next((found for found, wording in _WORDINGS if words and re.fullmatch(wording, words)), None)
