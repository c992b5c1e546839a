"""App configuration of the exchange room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The exchange room; its package docstring says what lives here."""

    name = "netralitas.exchange"
    label = "exchange"
