"""What the audit log says about links, visits, accounts and roles."""

from netralitas.audit.catalogue import declare

# links
LINKS_MADE = declare("accounts.links_made", "{actor} menyiapkan {count} tautan pribadi.")
LINK_REPLACED = declare("accounts.link_replaced", "{actor} mengganti tautan pribadi {person}.")
LINK_REVEALED = declare("accounts.link_revealed", "{actor} menyerahkan tautan pribadi {person} ({way}).")
LINK_DISOWNED = declare(
    "accounts.link_disowned", "{actor} membuka tautan pribadi {person} dan menyatakan bukan pemiliknya."
)
UNIT_LINK_MADE = declare("accounts.unitlink_made", "{actor} membuat tautan unit {unit}.")
UNIT_LINK_CHANGED = declare("accounts.unitlink_changed", "{actor} mengatur jam tautan unit {unit}: {hours}.")
UNIT_LINK_REPLACED = declare("accounts.unitlink_replaced", "{actor} mengganti tautan unit {unit}.")
LINKS_CLOSED = declare("accounts.links_closed", "{actor} menutup {personal} tautan pribadi dan {units} tautan unit.")

# visits
VISIT_OPENED = declare("accounts.visit_opened", "{actor} membuka Ikrar Saya atas nama {person} ({way}{marks}).")
VISIT_ENDED = declare("accounts.visit_ended", "{actor} menutup Ikrar Saya atas nama {person}.")
