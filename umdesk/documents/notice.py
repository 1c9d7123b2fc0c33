"""The notice that stands on each form that collects (Civ. Code 1798.17), in its eight parts."""

from umdesk.domain.privacy_notice import PrivacyNotice

BLANK = "____________________ (to be written by the department)"


def notice_parts(notice: PrivacyNotice) -> list[tuple[str, str]]:
    """The eight parts in the order of the law as (heading, text); an unwritten one is a marked blank."""
    parts = (
        ("Agency and unit that asks", notice.agency),
        ("Responsible official", notice.official),
        ("Legal authority", notice.authority),
        ("Mandatory or voluntary", notice.mandatory),
        ("If information is not given", notice.consequences),
        ("Purposes", notice.purposes),
        ("Possible disclosures", notice.disclosures),
        ("Your right to see your records", notice.access),
    )
    return [(heading, text.strip() or BLANK) for heading, text in parts]
