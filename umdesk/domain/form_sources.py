"""Why each field of an application is asked: what a rule rests on, and what a department may leave out.

No source confirms the questions of any department's form. So only what a rule needs names the rule; everything else
says that it is usual and for the department to decide, and nothing is called a duty that is none.
"""

from collections.abc import Mapping

USUAL = "Usual on personnel forms; no rule asks for it, and the department decides."
_CLASS = "The program is for employees in low-paying classes, so the class says who is eligible (2 CCR 599.981)."
_TENURE = "Eligibility looks at it by this program's rules; no law names a tenure."

#: Field of an application → why it is asked. A field that is not here is `USUAL`.
_RULES: Mapping[str, str] = {
    "last_name": "Needed, so that the application is somebody's.",
    "first_name": "Needed on the printed form; a list may leave it out.",
    "class_code": _CLASS,
    "class_title": _CLASS,
    "tenure": _TENURE,
    "received": "Eligibility is judged on this day. Afterwards only a coordinator changes it, with a reason.",
    "supervisor": "The supervisor of a participant helps with the career plan (Government Code 19401). "
    "On the application it is usual, and the department decides.",
    "td_history": "Usual on personnel forms. T&D assignments have a limit of 24 months in any 36 (2 CCR 438.1).",
    "supervisor_recommends": "Information for the panel, never a veto. The department decides whether to ask.",
    "supervisor_comment": "Information for the panel, never a veto. The department decides whether to ask.",
    "late_reason": "A late application is taken in with a reason, by this program's rules.",
    "came_as": "Tells where the original is. The office notes it; nobody is asked.",
    "notes": "For the office; nobody is asked.",
}


def why_asked(name: str) -> str:
    """Why a field of an application is asked, by its name in the record, in a sentence or two."""
    return _RULES.get(name, USUAL)
