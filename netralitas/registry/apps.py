"""App configuration of the registry room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission

_CHANGES = (  # label, address, icon, who, order: the menu's group of changes to data
    ("Usulan Perubahan", "registry:proposals", "clipboard2-check", Permission.STAFF_VIEW, 44),
    ("Usulan Mutasi", "registry:transfers", "arrow-left-right", Permission.STAFF_EDIT, 45),
    ("Rekonsiliasi", "registry:reconciliations", "clipboard-data", Permission.STAFF_IMPORT, 46),
    ("Permintaan Perbaikan", "registry:corrections", "chat-square-text", Permission.STAFF_EDIT, 47),
)


class RegistryConfig(AppConfig):
    """OPD and people: gives the look its accent colour and the menu its entries."""

    name = "netralitas.registry"
    label = "registry"

    def ready(self) -> None:
        """Register theme and menu."""
        from django_tasks.signals import task_started

        from netralitas.audit import catalogue
        from netralitas.documents import letters
        from netralitas.registry.queries.pemda import current_pemda, house
        from netralitas.registry.queries.people import find_people
        from netralitas.registry.zone import begin_task
        from netralitas.ui import navigation, statuses, theme

        task_started.connect(begin_task, dispatch_uid="registry.zone")
        catalogue.learn_people(find_people)
        letters.learn_house(house)
        theme.register(lambda: current_pemda().accent_colour)
        navigation.register(
            navigation.Item("Data Pegawai", "registry:staff", "people", (Permission.STAFF_VIEW,), order=40),
            navigation.Item("Perangkat Daerah", "registry:units", "diagram-3", (Permission.OPD_VIEW,), order=50),
            *(
                navigation.Item(label, address, icon, (who,), order=order, group="Perubahan Data")
                for label, address, icon, who, order in _CHANGES
            ),
            navigation.Item(
                "Identitas Pemda", "registry:pemda", "bank", (Permission.PEMDA_EDIT,), order=210, group="Sistem"
            ),
        )
        statuses.register("transfer", {
            "kept": statuses.Look("Tetap di unit asal", "info", "house-check"),
            "due": statuses.Look("Diterima, menunggu harinya", "info", "calendar-event"),
        })  # fmt: skip
