"""App configuration of the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room; its package docstring says what lives here."""

    name = "netralitas.accounts"
    label = "accounts"
