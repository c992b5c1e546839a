"""App configuration of the sanctions room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission


def case_looks() -> dict[str, object]:
    """Where one person's matter stands, as it is shown: word from the state, tone and icon."""
    from netralitas.ui.statuses import Look
    from sanctions.models import State

    looks = {
        "telaah": ("wait", "search"), "pemeriksaan": ("info", "people"), "panggilan_1": ("info", "envelope"),
        "panggilan_2": ("warn", "envelope-exclamation"), "tidak_hadir": ("warn", "person-x"),
        "bap": ("info", "file-earmark-text"), "lhp": ("wait", "journal-check"), "majelis": ("info", "people"),
        "rekomendasi": ("wait", "journal-check"), "menunggu_keputusan": ("wait", "hourglass-split"),
        "diputus": ("warn", "file-earmark-check"), "disampaikan": ("info", "send"), "keberatan": ("warn", "reply"),
        "banding": ("warn", "reply-all"), "berlaku": ("bad", "check-circle-fill"), "dilaporkan_bkn": ("info", "send"),
        "selesai": ("mute", "archive"), "tidak_cukup_bukti": ("mute", "slash-circle"),
        "tidak_terbukti": ("mute", "slash-circle"), "dilimpahkan_bawaslu": ("info", "send"),
        "ke_gubernur": ("info", "send"),
    }  # fmt: skip
    return {state.value: Look(str(state.label), *looks[state.value]) for state in State}


def report_looks() -> dict[str, object]:
    """What triage made of a report."""
    from netralitas.ui.statuses import Look

    return {
        "diterima": Look("Belum ditelaah", "wait", "inbox"),
        "perlu_keterangan": Look("Perlu keterangan", "warn", "question-circle"),
        "duplikat": Look("Duplikat", "mute", "files"),
        "bukan_pelanggaran": Look("Bukan pelanggaran", "mute", "slash-circle"),
        "ke_bawaslu": Look("Diteruskan ke Bawaslu/Gakkumdu", "info", "send"),
        "ke_gubernur": Look("Diteruskan ke gubernur", "info", "send"),
        "ke_instansi": Look("Diteruskan ke instansi lain", "info", "send"),
        "diperiksa": Look("Dilanjutkan ke pemeriksaan", "info", "search"),
    }


def clock_looks() -> dict[str, object]:
    """How near the end of a clock is."""
    from netralitas.ui.statuses import Look

    return {
        "lewat": Look("Lewat tenggat", "bad", "exclamation-octagon"), "dekat": Look("Mendekati", "warn", "alarm"),
        "berjalan": Look("Berjalan", "info", "hourglass-split"), "tiba": Look("Sudah tiba", "warn", "check-circle"),
        "pihak_lain": Look("Menunggu pihak lain", "mute", "person"),
    }  # fmt: skip


def teach_holidays() -> None:
    """The room below counts working days by the same calendar."""
    from pledges.queries.workdays import learn_holidays
    from sanctions.queries.calendar import work_calendar

    learn_holidays(lambda: work_calendar().holidays)


class SanctionsConfig(AppConfig):
    """The sanctions room; its package docstring says what lives here."""

    name = "sanctions"

    def ready(self) -> None:
        """Register the menu and the looks of a report."""
        from netralitas.audit.walls import learn_wall
        from netralitas.ui import navigation, statuses
        from sanctions.queries import walls
        from sanctions.queries.parts import waiting_declarations
        from sanctions.views.due import overdue_badge

        teach_holidays()
        learn_wall("sanctions.case", walls.hidden_cases)
        learn_wall("sanctions.report", walls.hidden_reports)
        learn_wall("sanctions.exhibit", walls.hidden_exhibits)
        learn_wall("documents.letter", walls.hidden_letters)

        navigation.register(
            navigation.Item(
                "Penanganan Dugaan Pelanggaran",
                "sanctions:home",
                "shield-exclamation",
                (Permission.CATALOGUE_VIEW,),
                order=100,
            )
        )
        navigation.register(
            navigation.Item(
                "Perkara",
                "sanctions:cases",
                "folder2-open",
                (Permission.CASE_WORK,),
                order=101,
                count=lambda request: waiting_declarations(request.user).count(),
            )
        )
        navigation.register(
            navigation.Item(
                "Jatuh Tempo", "sanctions:due", "alarm", (Permission.CASE_WORK,), order=102, count=overdue_badge
            )
        )
        self._learn_letters()
        statuses.register("case", case_looks())
        statuses.register("clock", clock_looks())
        navigation.register(
            navigation.Item(
                "Jumlah Perkara", "sanctions:counts", "shield-exclamation", (Permission.CASE_COUNTS,), order=100
            )
        )
        statuses.register("report", report_looks())

    def _learn_letters(self) -> None:
        from netralitas.documents.letters import register_kind
        from sanctions.letters import kinds

        register_kind(*kinds.EVERY)
