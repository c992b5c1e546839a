"""Django's admin: the superuser looks, nobody writes, secrets stay out."""

import pytest
from django.apps import apps
from django.contrib import admin

from netralitas.access.models import User
from netralitas.registry.models import Staff

pytestmark = pytest.mark.django_db
READERS = ["siti_user", "budi", "kesbang", "sekda", "bkpsdm", "inspektur", "admin_sistem"]


@pytest.fixture
def superuser(db) -> User:
    return User.objects.create_superuser("akar", "sawah-hijau-Ciruas", display_name="Superuser")


@pytest.fixture
def at_admin(sign_in, superuser):
    return sign_in(superuser)


def registered():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def test_every_table_of_the_house_is_there():
    rooms = {"access", "audit", "ledger", "jobs", "documents", "exchange", "registry", "accounts", "pledges"}
    ours = [model for model in apps.get_models() if model._meta.app_label in rooms]

    assert [model._meta.label for model in ours if not admin.site.is_registered(model)] == []


def test_superuser_sees_every_list(at_admin, siti):
    for model in registered():
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert at_admin.get(path).status_code == 200, path


def test_superuser_sees_a_row_without_its_secrets(at_admin, siti, budi):
    assert b"Siti Aminah" in at_admin.get(f"/admin/registry/staff/{siti.pk}/change/").content
    page = at_admin.get(f"/admin/access/user/{budi.pk}/change/").content.decode()
    assert budi.password not in page


def test_nothing_can_be_written(at_admin, siti):
    before = list(Staff.objects.values())
    for model in registered():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert at_admin.post(f"{base}add/", {}).status_code == 403, base
        assert at_admin.get(f"{base}add/").status_code == 403, base
    row = f"/admin/registry/staff/{siti.pk}/"
    assert at_admin.post(f"{row}change/", {"name": "Lain"}).status_code == 403
    assert at_admin.post(f"{row}delete/", {"post": "yes"}).status_code == 403
    at_admin.post("/admin/registry/staff/", {"action": "delete_selected", "_selected_action": [siti.pk], "post": "yes"})
    assert list(Staff.objects.values()) == before


def test_with_django_s_own_admin_it_could_be(at_admin, siti, monkeypatch):
    """Negative control: it is our permissions that refuse."""
    from netralitas.access.admin import ReadOnlyAdmin

    monkeypatch.setattr(ReadOnlyAdmin, "has_delete_permission", lambda self, request, obj=None: True)

    assert at_admin.get(f"/admin/registry/staff/{siti.pk}/delete/").status_code == 200


@pytest.mark.parametrize("who", READERS)
def test_others_are_refused(request, sign_in, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/registry/staff/").status_code == 403


def test_stranger_is_sent_to_the_portals_own_sign_in(client):
    assert client.get("/admin/").headers["Location"] == "/masuk/?next=/admin/"
    assert client.get("/admin/login/").status_code in {302, 404}


@pytest.mark.parametrize(
    "query", [f"unit={'9' * 40}", f"unit={2**63}", f"unit__in={'9' * 40}", f"service_months={'9' * 40}"]
)
def test_filter_no_database_can_take_leads_to_the_whole_list(at_admin, siti, query):
    answer = at_admin.get(f"/admin/registry/staff/?{query}", follow=True)

    assert answer.status_code == 200


def test_filter_that_means_something_still_filters(at_admin, siti, rina):
    page = at_admin.get(f"/admin/registry/staff/?unit={siti.unit_id}").content.decode()

    assert siti.name in page
    assert "Rina Marlina" not in page


def test_lists_join_no_more_than_their_columns(db):
    for model, options in admin.site._registry.items():
        related = {name for name in options.list_display if model._meta.get_field(name).is_relation}

        assert set(options.list_select_related) == related, model
