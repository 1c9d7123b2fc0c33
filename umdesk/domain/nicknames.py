"""Short forms of first names, English and Spanish, by which one person can be on file twice."""

from collections import defaultdict

_FORMS = """
abigail abby; albert al bert; alexander alex; alejandro alex; alexandra alex sandra; alfred fred; andrew andy drew;
angela angie; anthony tony; antonio tony; barbara barb; benjamin ben; carolyn carol; catherine kate cathy cat;
katherine kate kathy katie; kathryn kathy kate; kathleen kathy; charles charlie chuck; carlos charlie; christine chris;
christina chris tina; christopher chris; cynthia cindy; daniel dan danny; david dave; deborah deb debbie debra;
donald don; dorothy dot; douglas doug; edward ed eddie ted; eduardo eddie; elizabeth liz beth betty eliza lisa;
eugene gene; evelyn eve; frances fran; francis frank; francisco frank paco pancho; frederick fred; gabriel gabe;
gerald jerry gerry; gregory greg; guadalupe lupe; guillermo memo; henry hank; ignacio nacho; jacob jake;
jacqueline jackie; james jim jimmy; jaime jim; janet jan; jeffrey jeff; jennifer jen jenny; jessica jess; jesus chuy;
john johnny jack; jonathan jon; joseph joe joey; jose joe pepe; joshua josh; judith judy; kenneth ken kenny;
kimberly kim; lawrence larry; leonard leo len; manuel manny; margaret maggie meg peggy; maria mary; martha marty;
matthew matt; melissa missy; michael mike; miguel mike; michelle shelly; nancy nan; natalie nat; nathaniel nathan nate;
nicholas nick; pamela pam; patricia pat patty trish; patrick pat; peter pete; philip phil phillip; raymond ray;
ramon ray; rebecca becky becca; richard rick rich dick; ricardo rick; robert rob bob bobby; roberto bob beto; rodolfo
rudy; ronald ron ronnie; rosario chayo; samantha sam; samuel sam sammy; stephanie steph; stephen steve; steven steve;
susan sue susie; suzanne sue; teresa terry; theresa terry; theodore ted theo; thomas tom tommy; timothy tim; tyler ty;
valerie val; victoria vicky; vincent vince; walter walt; william will bill billy liam; yolanda yoli; zachary zach zack
"""


def _by_form() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _FORMS.split(";"):
        full, *short = group.split()
        for name in (full, *short):
            found[name].add(full)
    return dict(found)


_FULL = _by_form()


def full_forms(first_name: str) -> frozenset[str]:
    """The names that a folded first name can be short for, itself among them: "alex" is Alexander or Alexandra."""
    return frozenset((first_name, *_FULL.get(first_name, ())))


def short_forms(first_name: str) -> frozenset[str]:
    """The short forms of a folded first name, and the names that it can be short for: "rebecca" is "becky"."""
    shorter = (short for short, fulls in _FULL.items() if first_name in fulls)
    return frozenset((*shorter, *_FULL.get(first_name, ()))) - {first_name}
