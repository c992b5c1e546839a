"""App configuration of the jobs room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs room; its package docstring says what lives here."""

    name = "netralitas.jobs"
    label = "jobs"
