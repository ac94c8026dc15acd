"""Who reads a build keeps it: builders remove it once nobody reads it any more."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.graph.build import build_base, current_build, ensure_built
from kg.graph.leases import Lease, unless_leased
from kg.graph.selection import Selection, select
from kg.graph.stores import DiskStore


@pytest.fixture
def space(workspace_of, claims_of):
    return workspace_of({"claims/news.yaml": claims_of("news", {"id": "a"})})


def rebuild(space, times=3):
    for _ in range(times):
        build_base(space, full=True)


def builds(space):
    return {path.name for path in (space.derived / "builds").iterdir()}


def test_columns_are_read_to_their_end_while_others_build(space):
    with ensure_built(space).open_columns() as columns:
        rebuild(space)
        assert [row["id"] for row in select(columns, Selection())] == ["a"]


def test_a_build_that_is_held_can_be_opened_later(space):
    for build in (ensure_built(space), ensure_built(space), build_base(space, full=True).build):
        rebuild(space)
        with build.open_columns() as columns, DiskStore(build.store).reading() as store:
            assert columns.rows("SELECT count(*) FROM claims") == [(1,)]
            assert len(store)


def test_a_build_that_nobody_reads_any_more_goes(space):
    build = ensure_built(space)
    columns = build.open_columns()
    name = build.path.name
    del build
    rebuild(space)
    assert name in builds(space)
    columns.close()
    rebuild(space, 1)
    assert name not in builds(space)
    assert len(builds(space)) == 2


def test_a_reader_that_was_killed_holds_nothing(space):
    path = ensure_built(space).path
    code = (
        "import sys, os; from pathlib import Path; from kg.graph.leases import Lease; "
        f"lease = Lease(Path({str(path / 'manifest.json')!r})); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        rebuild(space)
        assert path.name in builds(space)
        reader.kill()
    rebuild(space, 1)
    assert path.name not in builds(space)


def test_no_lease_on_what_is_being_removed(tmp_path):
    path = tmp_path / "manifest.json"
    path.write_text("{}")
    with unless_leased(path) as free:
        assert free
        with pytest.raises(OSError, match="unavailable"):
            Lease(path)
    held = Lease(path)
    with unless_leased(path) as free:
        assert not free
    del held
    with unless_leased(path) as free:
        assert free


def test_the_build_named_since_is_opened_in_place_of_one_that_went(space, monkeypatch):
    first = build_base(space).build.path.name
    second = build_base(space, full=True).build.path.name
    named = iter([f"{first}-gone", second])
    monkeypatch.setattr("kg.graph.build._current_name", lambda _: next(named))
    found = current_build(space)
    assert found is not None
    assert found.path.name == second
