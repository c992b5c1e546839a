"""The world that hostile requests meet."""

import pytest

from netralitas.access.models import User
from tests.fuzz import world as worlds

ROLES = (
    "anonymous", "visitor", "siti_user", "budi", "kepala_a", "kesbang", "sekda", "bkpsdm", "inspektur", "admin_sistem",
    "superuser",
)  # fmt: skip


@pytest.fixture
def world(siti, sekolah_a, dinas_a, dinas_b, budi) -> worlds.World:
    """One row of every kind."""
    return worlds.build(siti=siti, sekolah_a=sekolah_a, dinas_a=dinas_a, dinas_b=dinas_b, budi=budi)


@pytest.fixture
def superuser(db) -> User:
    """The one who may open Django's admin."""
    return User.objects.create_superuser(password="sawah-hijau-Ciruas", display_name="Pengelola")
