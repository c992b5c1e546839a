"""The job page, the list, the download, the health page: only for whom they are."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from netralitas.audit.models import Access
from netralitas.jobs import catalogue, health, testing
from netralitas.jobs.models import Job

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def finished(start, tmp_path):
    """A finished job with a result file of 256,000 bytes."""

    def leave_file(progress, **_):
        (tmp_path / "x.pdf").write_bytes(CONTENT)
        progress.result(tmp_path / "x.pdf", "Daftar Penandatangan.pdf")

    catalogue._kinds["test.count"] = catalogue.JobKind("test.count", "Mencetak", leave_file)
    job = start()
    testing.run_all()
    job.refresh_from_db()
    return job


def address(name: str, job: Job) -> str:
    return reverse(f"jobs:{name}", args=[job.public_id])


@pytest.mark.parametrize("name", ["job", "progress", "download", "cancel", "retry"])
def test_job_of_somebody_else_does_not_exist(finished, rina, sign_in, name):
    client = sign_in(rina)
    method = client.post if name in {"cancel", "retry"} else client.get

    assert method(address(name, finished)).status_code == 404


@pytest.mark.parametrize("state", Job.State.values)
def test_job_page_shows_every_state(start, siti_user, sign_in, state):
    job = start()
    Job.objects.update(state=state, total_count=1200, done_count=600, error="Berkas tidak terbaca.")

    page = sign_in(siti_user).get(job.get_absolute_url())

    text = page.content.decode()
    assert "600" in text
    assert "1.200" in text
    assert ("data-refresh=" in text) == (state in {"queued", "running"})
    assert ("Ulangi" in text) == (state in {"failed", "cancelled"})
    assert ('/hentikan/"' in text) == (state in {"queued", "running"})


def test_fragment_ends_the_refreshing_when_finished(start, finished, siti_user, sign_in):
    client = sign_in(siti_user)
    waiting = start()

    assert client.get(address("progress", finished))["X-Refresh"] == "stop"
    assert "X-Refresh" not in client.get(address("progress", waiting))


def test_cancel_and_retry_by_button(start, siti_user, sign_in):
    client = sign_in(siti_user)
    job = start()

    assert client.post(address("cancel", job)).url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    client.post(address("retry", job))
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_cancel_of_a_finished_job_says_why_not(finished, siti_user, sign_in):
    answer = sign_in(siti_user).post(address("cancel", finished), follow=True)

    assert "sudah selesai" in answer.content.decode()


def test_list_shows_only_ones_own(finished, siti_user, rina, sign_in):
    assert finished.public_id in sign_in(siti_user).get(reverse("jobs:list")).content.decode()
    assert finished.public_id not in sign_in(rina).get(reverse("jobs:list")).content.decode()


def test_download_gives_the_whole_file_and_is_logged(finished, siti_user, sign_in):
    answer = sign_in(siti_user).get(address("download", finished))

    assert b"".join(answer) == CONTENT
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="Daftar Penandatangan.pdf"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert Access.objects.filter(what="jobs.result_download", subject_key=finished.public_id).count() == 1


@pytest.mark.parametrize(
    ("asked", "status", "first", "end"),
    [
        ("bytes=100-199", 206, 100, 200),
        ("bytes=255000-", 206, 255000, 256000),
        ("bytes=-500", 206, 255500, 256000),
        ("bytes=0-999999999", 206, 0, 256000),
        ("bytes=256000-", 416, None, None),
        ("bytes=9-5", 200, 0, 256000),
        ("bytes=1-2,5-6", 200, 0, 256000),
        ("bytes=-", 200, 0, 256000),
        ("lines=1-2", 200, 0, 256000),
    ],
)
def test_download_goes_on_where_it_broke_off(finished, siti_user, sign_in, asked, status, first, end):
    answer = sign_in(siti_user).get(address("download", finished), headers={"Range": asked})

    assert answer.status_code == status
    if status == 416:
        assert answer["Content-Range"] == "bytes */256000"
        return
    content = b"".join(answer)
    assert content == CONTENT[first:end]
    assert answer["Content-Length"] == str(len(content))
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{end - 1}/256000"


def test_range_of_another_file_gives_the_whole(finished, siti_user, sign_in):
    headers = {"Range": "bytes=100-199", "If-Range": '"lain"'}

    answer = sign_in(siti_user).get(address("download", finished), headers=headers)

    assert (answer.status_code, b"".join(answer)) == (200, CONTENT)


def test_download_of_a_swept_file_is_not_found_and_the_page_says_why(finished, siti_user, sign_in):
    Job.objects.update(result_file="")
    client = sign_in(siti_user)

    assert client.get(address("download", finished)).status_code == 404
    assert "lewat tujuh hari" in client.get(finished.get_absolute_url()).content.decode()


def test_download_of_a_file_made_with_another_key_is_not_found(finished, siti_user, sign_in, settings):
    client = sign_in(siti_user)
    settings.DATA_KEY = "lain"

    assert client.get(address("download", finished)).status_code == 404


def test_result_lies_encrypted(finished):
    with default_storage.open(finished.result_file) as file:
        assert CONTENT[:1000] not in file.read()


def test_health_is_for_the_system_admin_only(admin_sistem, budi, sign_in):
    for name in ("jobs:health", "jobs:health-readings"):
        assert sign_in(admin_sistem).get(reverse(name)).status_code == 200
        assert sign_in(budi).get(reverse(name)).status_code == 403


def test_health_says_in_words_that_no_worker_runs(admin_sistem, sign_in):
    text = sign_in(admin_sistem).get(reverse("jobs:health")).content.decode()

    assert "Denyut terakhir pekerja" in text
    assert "belum pernah" in text
    assert "Perlu tindakan" in text


def test_health_turns_red_when_space_runs_out(db, monkeypatch):
    usage = {"free": 499 * 1024**2, "total": 10**10, "used": 0}
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: type("Usage", (), usage))

    assert health._disk().level == "bad"
    usage["free"] = 600 * 1024**2
    assert health._disk().level == "warn"


def test_health_costs_the_same_for_one_and_thirty_jobs(start, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(health, "_probes", [])
    start()
    health.readings()
    with django_assert_num_queries(9):
        health.readings()
    for _ in range(29):
        start()
    with django_assert_num_queries(9):
        health.readings()


def test_health_takes_in_the_probes_of_other_rooms(db, monkeypatch):
    monkeypatch.setattr(health, "_probes", [])
    before = len(health.readings())

    health.probe(lambda: health.Reading("Sertifikat", "3 menunggu", health.Level.BAD))

    readings = health.readings()
    assert len(readings) == before + 1
    assert health.worst(readings) == "bad"
