"""What the log says about itself."""

from netralitas.audit.catalogue import declare

LOG_EXPORTED = declare("audit.log_exported", "{actor} mengunduh {log}: {count} baris ({narrowing}).")
