"""The list of wordings: how people head the columns of a list of applications, for `wordings.guess`."""

from umdesk.domain.intake.fields import Field

# Words in angle brackets stand for any of a group.
GROUPS = {
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
    "probation": "(probation|probationary|prob)( period)?",
    "ended": "end|ends|ending|ended|until|through|complete|completed|completion|expires|expiration|over",
    "license": "licenses?|degrees?|certificat(es?|ions?)",
    "td": "td|t d|t and d|training and development",
    "earlier": "(prior |previous |past |job |relevant |completed )*",
    "heard": "hear|heard|learn|learned|find out|found out",
    "private": "home|cell|mobile|private|personal|emergency|alternate|fax",
}

# A strength of 3 is the field's own name, 2 a usual wording, 1 a header that only might mean it. Strengths settle
# which of two columns means a field; two of one strength are for the user. The last text guards against a stranger.
WORDINGS: tuple[tuple[Field, int, str, str], ...] = (
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
        ten
        status of appointment
    """, r""),
    (Field.TIME_BASE, 3, r"""
        (time|work) ?base( fraction)?
        timebase
        tb
        t b
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
        (class|classification|position|job|career) or (field|area) .*
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
    (Field.POSITION_NUMBER, 3, r"""
        (state |current |present )?(position|posn|pos) (control )?<number>( number)?
        <number> of position
    """, r"<target>"),
    (Field.SALARY_RANGE, 3, r"""
        (current |present |salary |pay |alternate |class )*range( code| <number>)?
        alt range
    """, r"<target>|phone"),
    (Field.WORK_LOCATION, 3, r"work location (address|city|name)|city|work (city|address)|reporting site", r""),
    (Field.HIRED, 3, r"""
        (state |original |initial |employee )*(hire|hired|hiring)( <date>| on)?
        <date> (of )?(original |initial |state )*(hire|hired)
        (state|original) (service|start|employment|entry)( start)?( <date>| since)?
        (with|at) (the )?state since
        (start|entry) <date> (with|at) (the )?state
        (employed|service) since
        seniority <date>
    """, r"re ?hire|<target>"),
    (Field.PROBATION_ENDS, 3, r"""
        <probation> <ended>( <date>| on)?
        <ended> (of )?(the )?<probation>( <date>)?
        (end )?<date> (of )?(the )?<probation>( <ended>)?
        <probation> (end )?<date>
        <date> (of )?end of <probation>
    """, r""),
    (Field.EDUCATION, 3, r"""
        (highest |level of |formal )*education( level| history| background)?( (and )?<license>)*
        (college )?degrees?( held| earned)?( and .*)?
        <license>( (and|or) <license>)?( held)?
        school(s|ing)?
    """, r""),
    (Field.TRAINING, 3, r"""
        <earlier>(trainings?|courses|classes taken)( so far| history| completed| taken| received)?
        training courses( taken| completed)?
    """, r"<date>|<td>"),
    (Field.TD_HISTORY, 3, r"<earlier>(history of )?<td>( assignments?)?( so far| history)?", r""),
    (Field.EXAMS, 3, r"""
        (exams?|examinations?)( taken| passed| results?)?( (and )?(lists?|list eligibility|eligibility lists?))?
        (list|exam) eligibility
        (on (an? )?)?(eligibility|eligible|employment|exam) lists?
        lists?( eligibility| status)
    """, r""),
    (Field.HEARD_OF, 3, r"""
        (how )?(did )?(you |they |applicant )?<heard>( of| about| from)?( (the )?(program|us|this|it))?( through| by)?
        (referral|outreach) source
        referred by
    """, r""),
    (Field.SIGNED, 3, r"""
        signature <date>
        <date> of (applicant |employee )*signature
        (applicant|employee) (signed|signature)( on| <date>)?
    """, r"<supervisor>"),
    (Field.SUPERVISOR_RECOMMENDS, 3, r"""
        (<supervisor>( s)? )?(recommends|recommendation|recommended|recommend)( y n| yes no)?( by (the )?<supervisor>)?
        <supervisor>( s)? (support|supports|approval|approves|endorsement)
    """, r"<date>"),
    (Field.SUPERVISOR_COMMENT, 3, r"""
        <supervisor>( s)? (comments?|remarks?|notes?|statement|feedback|input)
        (comments?|remarks?|notes?|statement) (of|by|from) (the )?<supervisor>
    """, r""),
    (Field.SUPERVISOR_COMMENTED, 3, r"""
        <supervisor>( s)? (commented|comment|comments|recommendation|recommended|signed|signature)( on)? <date>
        <supervisor>( s)? (commented|signed)( on)?
        <date> (of |by )*(the )?<supervisor>( s)? (comments?|recommendation|signature|signed|commented)
        <date> (signed|commented) by (the )?<supervisor>
    """, r""),
)  # fmt: skip

#: Headers with a second meaning: where another column holds the first field already, they are the second.
SECOND_MEANINGS: tuple[tuple[Field, Field, str], ...] = (
    (Field.RECEIVED, Field.SIGNED, r"""
        ((application|app|form) )?(signed|signature)( on)?( <date>)?
        <date> signed
    """),
    (Field.UNIT, Field.WORK_LOCATION, r"""
        work ?(site|location|place)
        location
        duty station
        office location
        headquarters
        hq
        facility
        institution
    """),
)  # fmt: skip
