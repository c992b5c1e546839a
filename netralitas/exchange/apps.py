"""App configuration of the exchange room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The exchange room; its package docstring says what lives here."""

    name = "netralitas.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Teach the log, which lies below, to write workbooks."""
        from netralitas.audit.catalogue import learn_writer
        from netralitas.exchange.writers import xlsx_response

        learn_writer(xlsx_response)
