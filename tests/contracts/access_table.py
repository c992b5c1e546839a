"""Who may open which page: written by hand from the role catalogue's intent, not computed from the doors.

Every URL name stands here once; a new page without a row fails the build. Letters:
U operator unit · O operator OPD · K kepala OPD · B Bakesbangpol · S Sekda · A ajudan · P BKPSDM · I inspektorat
· X admin.
"""

ANYONE = "anyone"
SIGNED_IN = "signed-in"
PERSON = "person"  # an open visit, or the account of a member of staff

VIEWERS = "UOKBSAPI"  # numbers without names
DESKS = "UOKBPI"  # names
DATA = "OP"  # personnel data
CAMPAIGN = "B"
ISSUERS = "UOB"
PRINTERS = "UOKBP"

TABLE: dict[str, str] = {
    # the house
    "home": ANYONE,
    "healthz": ANYONE,
    "readyz": ANYONE,
    "ui:theme": ANYONE,
    "ui:gallery": "X",
    # accounts: ways in
    "accounts:personal-link": ANYONE,
    "accounts:unit-link": ANYONE,
    "accounts:unit-confirm": ANYONE,
    "accounts:next-person": ANYONE,
    "accounts:end-visit": ANYONE,
    "accounts:visit-ended": ANYONE,
    "accounts:login": ANYONE,
    "accounts:logout": ANYONE,
    "accounts:password-forgot": ANYONE,
    "accounts:activate": ANYONE,
    "accounts:activation": ANYONE,
    "accounts:no-person": SIGNED_IN,
    "accounts:password-change": SIGNED_IN,
    "accounts:password-create": PERSON,
    "accounts:help": ANYONE,
    # accounts: second factor and devices
    "accounts:factor": ANYONE,
    "accounts:proof": SIGNED_IN,
    "accounts:factors": SIGNED_IN,
    "accounts:factor-app": SIGNED_IN,
    "accounts:factor-passkey": SIGNED_IN,
    "accounts:recovery-codes": SIGNED_IN,
    "accounts:factor-remove": SIGNED_IN,
    "accounts:devices": SIGNED_IN,
    "accounts:devices-end": SIGNED_IN,
    "accounts:device-end": SIGNED_IN,
    # accounts: links handed on
    "accounts:unit-doors": ISSUERS,
    "accounts:unit-door": ISSUERS,
    "accounts:unit-door-replace": ISSUERS,
    "accounts:reveal": "UO",
    "accounts:reveal-replace": "UO",
    # accounts and roles
    "accounts:accounts": "X",
    "accounts:account-new": "X",
    "accounts:account": "X",
    "accounts:account-disable": "X",
    "accounts:account-enable": "X",
    "accounts:account-activation": "X",
    "accounts:account-letter": "X",
    "accounts:role-give": "X",
    "accounts:role-revoke": "X",
    # audit
    "audit:events": "I",
    "audit:accesses": "I",
    # documents
    "documents:verify": ANYONE,
    "documents:verify-short": ANYONE,
    "documents:verify-code": ANYONE,
    # registry: staff
    "registry:staff": DESKS,
    "registry:staff-detail": DESKS,
    "registry:staff-new": DATA,
    "registry:staff-edit": DATA,
    "registry:staff-status": DATA,
    "registry:staff-transfer": DATA,
    "registry:transfers": DATA,
    "registry:transfer-settle": DATA,
    # registry: imports
    "registry:imports": DATA,
    "registry:import-example": DATA,
    "registry:import": DATA,
    "registry:import-mapping": DATA,
    "registry:import-check": DATA,
    "registry:import-apply": DATA,
    "registry:import-discard": DATA,
    "registry:import-refused": DATA,
    # registry: units and pemda
    "registry:units": VIEWERS + "X",
    "registry:unit": VIEWERS + "X",
    "registry:unit-new": "P",
    "registry:unit-imports": "P",
    "registry:unit-import-example": "P",
    "registry:unit-export": "P",
    "registry:kecamatan": "P",
    "registry:kecamatan-new": "P",
    "registry:kecamatan-edit": "P",
    "registry:kecamatan-delete": "P",
    "registry:unit-edit": "P",
    "registry:unit-head": "P",
    "registry:assignments": VIEWERS + "X",
    "registry:assignment-end": "P",
    "registry:pemda": "X",
    "registry:emblem-upload": "X",
    "registry:emblem": ANYONE,
    # jobs
    "jobs:list": SIGNED_IN,
    "jobs:job": SIGNED_IN,
    "jobs:progress": SIGNED_IN,
    "jobs:cancel": SIGNED_IN,
    "jobs:retry": SIGNED_IN,
    "jobs:download": SIGNED_IN,
    "jobs:health": "X",
    "jobs:health-readings": "X",
    # pledges: campaigns and texts
    "pledges:campaigns": VIEWERS,
    "pledges:campaign": VIEWERS,
    "pledges:campaign-new": CAMPAIGN,
    "pledges:campaign-edit": CAMPAIGN,
    "pledges:campaign-deadline": CAMPAIGN,
    "pledges:campaign-readiness": CAMPAIGN,
    "pledges:campaign-open": CAMPAIGN,
    "pledges:campaign-extend": CAMPAIGN,
    "pledges:campaign-close": CAMPAIGN,
    "pledges:campaign-archive": CAMPAIGN,
    "pledges:elections": VIEWERS,
    "pledges:election-new": CAMPAIGN,
    "pledges:election-edit": CAMPAIGN,
    "pledges:text": VIEWERS,
    "pledges:text-difference": VIEWERS,
    "pledges:text-edit": CAMPAIGN,
    "pledges:text-approve": CAMPAIGN,
    "pledges:text-discard": CAMPAIGN,
    "pledges:text-publish": CAMPAIGN,
    "pledges:text-change": CAMPAIGN,
    # pledges: the person
    "pledges:mine": PERSON,
    "pledges:sign": PERSON,
    "pledges:done": PERSON,
    "pledges:certificate": PERSON,
    "pledges:certificate-status": PERSON,
    # pledges: paper
    "pledges:print": PRINTERS,
    "pledges:print-list": PRINTERS,
    "pledges:print-certificates": PRINTERS,
    "pledges:print-certificate": PRINTERS,
    "pledges:print-slips": ISSUERS,
    "pledges:poster": ISSUERS,
    "pledges:poster-open": ISSUERS,
    "pledges:unit-links": ISSUERS,
    # pledges: links by e-mail
    "pledges:mailing": ISSUERS,
    "pledges:mailing-send": ISSUERS,
    # dashboards
    "dashboards:home": VIEWERS,
    "dashboards:overview": VIEWERS,
    "dashboards:figures": VIEWERS,
    "dashboards:projector": VIEWERS,
    "dashboards:projector-figures": VIEWERS,
    "dashboards:place": VIEWERS,
    "dashboards:unit": VIEWERS,
    "dashboards:as-of": VIEWERS,
    "dashboards:as-of-unit": VIEWERS,
    "dashboards:as-of-people": DESKS,
    "dashboards:desk": DESKS,
    "dashboards:people": DESKS,
    # the breach
    "sanctions:home": "BPI",
    "sanctions:calendar": "BPI",
    "sanctions:calendar-add": "P",
    "sanctions:calendar-fixed": "P",
    "sanctions:holiday-remove": "P",
    "sanctions:catalogue": "BPI",
    "sanctions:catalogue-entry": "BPI",
    "sanctions:catalogue-new": "P",
    "sanctions:catalogue-change": "P",
    "sanctions:catalogue-withdraw": "P",
}

# Pages about one thing of Dinas A: the fixture and how its address is filled. Whoever may see the kind of page but
# looks after another OPD gets the 404 of a thing that does not exist.
THINGS: dict[str, tuple[str, str]] = {
    "accounts:unit-door": ("dinas_a", "public_id"),
    "accounts:unit-door-replace": ("dinas_a", "public_id"),
    "accounts:reveal": ("siti", "public_id"),
    "accounts:reveal-replace": ("siti", "public_id"),
    "registry:staff-detail": ("siti", "public_id"),
    "registry:staff-edit": ("siti", "public_id"),
    "registry:staff-status": ("siti", "public_id"),
    "registry:staff-transfer": ("siti", "public_id"),
    "registry:unit": ("dinas_a", "public_id"),
    "registry:assignments": ("dinas_a", "public_id"),
    "dashboards:unit": ("dinas_a", "public_id"),
    "dashboards:as-of-unit": ("dinas_a", "public_id"),
    "dashboards:as-of-people": ("dinas_a", "public_id"),
    "dashboards:people": ("dinas_a", "public_id"),
}
