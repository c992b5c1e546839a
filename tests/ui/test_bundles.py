"""Component files joined per layout, within the weight a phone on 3G can bear."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from netralitas.ui import bundles

SOURCE = Path(settings.BASE_DIR) / "static"


@pytest.mark.parametrize("name", bundles.BUNDLES)
def test_bundle_is_found_like_any_static_file(name):
    found = finders.find(name)

    assert Path(found).read_text(encoding="utf-8") == bundles.joined(name)


def test_every_component_file_is_in_a_bundle():
    listed = {path for parts in bundles.BUNDLES.values() for path in parts}
    present = {str(path.relative_to(SOURCE)) for path in SOURCE.glob("*/components/*.*")}

    assert present - listed == set()


def test_bundle_is_written_again_when_a_part_changed(monkeypatch, tmp_path):
    finder = bundles.BundleFinder()
    monkeypatch.setattr(bundles, "joined", lambda name: "lama")
    first = Path(finder.find("css/person.css")).read_text(encoding="utf-8")
    monkeypatch.setattr(bundles, "joined", lambda name: "baru")

    assert (first, Path(finder.find("css/person.css")).read_text(encoding="utf-8")) == ("lama", "baru")


def test_scripts_keep_their_own_scope():
    assert bundles.joined("js/person.js").startswith("{\n")


def test_other_paths_are_left_to_other_finders():
    assert bundles.BundleFinder().find("js/theme.js") == []


def test_persons_layout_is_light():
    weight = sum(len(gzip.compress(bundles.joined(name).encode())) for name in ("css/person.css", "js/person.js"))

    assert weight < 12_000
