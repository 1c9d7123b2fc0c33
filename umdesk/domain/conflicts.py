"""Conflicts of interest between raters and applicants: what counts as one."""

DEFINITION = """You have a conflict of interest with an applicant if one of these is true:

- They are your relative by blood, marriage or adoption, or your present or former partner.
- You live in one household with them, or did in the last twelve months.
- You share money with them: a business, a loan, a lease, or something one of you would gain from their selection.
- You are their supervisor or they are yours, or one of you was in the past.
- You are close friends, or you have had a serious dispute, a grievance or a complaint between you.
- You helped to write the application, or you have promised somebody how you will rate it.
- Anything else that would make a fair person doubt that you can rate them like everybody else.

To know somebody from work is not a conflict by itself. If you are not sure, name it and say why: the coordinator \
decides."""
"""What a conflict of interest is, in umdesk's own words; a department words it anew in its settings."""
