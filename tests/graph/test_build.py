"""kg build: what is made, what is made anew, and what stays when it fails or is killed."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import build as building
from kg.graph.build import BuildError, build_base, current_build, ensure_built
from kg.graph.selection import Selection, select
from kg.model.errors import InvalidFilesError

CLAIMS = """\
source: {source}
claims:
  - id: {source}-revenue
    exact: 4.3 billion
    entity: acme
    metric: revenue
    value: {value}
    unit: USD
    period: 2025
    status: reported
"""


@pytest.fixture
def space(workspace_of):
    return workspace_of(
        {
            "sources/times.yaml": "id: times\ntype: article\n",
            "sources/post.yaml": "id: post\ntype: article\n",
            "claims/times.yaml": CLAIMS.format(source="times", value=4300000000),
            "claims/post.yaml": CLAIMS.format(source="post", value=5300000000),
        }
    )


def values(build):
    with build.open_columns() as columns:
        return {row["id"]: row["value"] for row in select(columns, Selection(), "id")}


def graph_values(build):
    store = ox.Store.read_only(str(build.store))
    query = "SELECT ?c ?v { ?c <https://schema.org/value> ?v }"
    rows = store.query(query, use_default_graph_as_union=True)
    return {row["c"].value.rpartition("/")[2]: row["v"].value for row in rows}


def test_graph_and_columns_hold_the_same_claims(space):
    report = build_base(space)
    expected = {"post-revenue": "5300000000", "times-revenue": "4300000000"}
    assert values(report.build) == graph_values(report.build) == expected
    assert (report.claims, report.full, report.rebuilt) == (2, True, ("post", "times"))


def test_nothing_changed_nothing_made(space):
    first = build_base(space)
    again = build_base(space)
    assert again.current
    assert again.build.path == first.build.path


def test_only_the_changed_source_is_made_anew(space):
    build_base(space)
    (space.root / "claims/post.yaml").write_text(CLAIMS.format(source="post", value=9900000000))
    report = build_base(space)
    assert report.rebuilt == ("post",)
    assert not report.full
    assert (
        values(report.build) == graph_values(report.build) == {"post-revenue": "9900000000", "times-revenue": "4300000000"}
    )


def test_a_change_within_the_same_instant_and_size_is_seen(space):
    path = space.root / "claims/post.yaml"
    build = build_base(space).build
    before = path.stat()
    path.write_text(CLAIMS.format(source="post", value=1100000000))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert values(ensure_built(space))["post-revenue"] == "1100000000"
    assert build.path.name


def test_a_removed_source_is_gone_from_both(space):
    build_base(space)
    for name in ("claims/post.yaml", "sources/post.yaml"):
        (space.root / name).unlink()
    report = build_base(space)
    assert report.removed == ("post",)
    assert values(report.build) == graph_values(report.build) == {"times-revenue": "4300000000"}


def test_a_changed_vocabulary_makes_everything_anew(space):
    build_base(space)
    path = space.root / "claims/vocabulary/entities.yaml"
    path.write_text(path.read_text() + "  - id: initech\n    label: Initech\n")
    assert build_base(space).full


def test_references_into_unchanged_sources_are_still_checked(space):
    build_base(space)
    text = CLAIMS.format(source="post", value=1).replace("post-revenue", "times-revenue")
    (space.root / "claims/post.yaml").write_text(text)
    with pytest.raises(InvalidFilesError, match="times-revenue"):
        build_base(space)


def test_files_that_do_not_hold_leave_the_old_build_in_use(space):
    before = build_base(space).build
    (space.root / "claims/post.yaml").write_text("source: post\nclaims: [{id: x}]\n")
    with pytest.raises(InvalidFilesError):
        build_base(space)
    after = current_build(space)
    assert after is not None
    assert after.path == before.path
    assert len(values(after)) == 2
    assert [path.name for path in (space.derived / "builds").iterdir()] == [before.path.name]


def test_a_full_disk_leaves_the_old_build_in_use(space, monkeypatch):
    before = build_base(space).build
    (space.root / "claims/post.yaml").write_text(CLAIMS.format(source="post", value=1))

    def no_room(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "claims.parquet")

    monkeypatch.setattr(building.ColumnsWriter, "finish", no_room)
    with pytest.raises(BuildError, match="No space left on device"):
        build_base(space)
    after = current_build(space)
    assert after is not None
    assert after.path == before.path
    assert len(values(after)) == 2


def test_another_build_at_work_is_said(space):
    import fcntl

    space.derived.mkdir()
    with (space.derived / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildError, match="another build is at work"):
            build_base(space)


@pytest.mark.parametrize("damage", ["manifest", "store", "columns", "pointer"])
def test_a_damaged_build_is_made_again(space, damage):
    build = build_base(space).build
    if damage == "manifest":
        (build.path / "manifest.json").write_text("{")
    elif damage == "store":
        (build.store / "CURRENT").unlink()
    elif damage == "columns":
        build.columns.unlink()
    else:
        (space.derived / "current").write_text("nowhere\n")
    assert len(graph_values(ensure_built(space))) == 2


def test_a_store_damaged_within_is_made_again_by_the_next_change(space):
    build = build_base(space).build
    for path in build.store.glob("MANIFEST-*"):
        path.write_bytes(b"nothing of the kind")
    (space.root / "claims/post.yaml").write_text(CLAIMS.format(source="post", value=7))
    report = build_base(space)
    assert report.full
    assert graph_values(report.build)["post-revenue"] == "7"


def test_two_builds_of_the_same_files_hold_the_same_rows(space):
    first = build_base(space).build
    with first.open_columns() as columns:
        one = columns.rows("SELECT * FROM claims")
    with build_base(space, full=True).build.open_columns() as columns:
        assert columns.rows("SELECT * FROM claims") == one


@pytest.mark.parametrize("moment", [0.0, 0.03, 0.1, 0.2, 0.35, 0.5])
def test_killed_at_any_moment_the_old_or_the_new_base_stands(space, moment):
    """A process that builds a larger base is killed; what is in use afterwards is whole, and the next build ends."""
    build_base(space)
    lines = [
        json.dumps(
            {
                "id": f"bulk-{n}",
                "exact": f"{n}",
                "entity": "acme",
                "metric": "revenue",
                "value": n,
                "unit": "USD",
                "status": "reported",
            }
        )
        for n in range(1, 4000)
    ]
    (space.root / "sources/bulk.yaml").write_text("id: bulk\ntype: dataset\n")
    (space.root / "claims/bulk.jsonl").write_text("\n".join(lines) + "\n")
    code = (
        "import sys, pathlib\n"
        "from kg.workspace.workspace import Workspace\n"
        "from kg.graph.build import build_base\n"
        "space = Workspace.open(pathlib.Path(sys.argv[1]))\n"
        "print('ready', flush=True)\n"
        "build_base(space)\n"
    )
    command = [sys.executable, "-c", code, str(space.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as builder:
        assert builder.stdout is not None
        builder.stdout.readline()
        time.sleep(moment)
        builder.send_signal(signal.SIGKILL)
        builder.wait()
    build = current_build(space)
    assert build is not None
    held = values(build)
    assert len(held) in (2, 2 + len(lines))
    assert graph_values(build).keys() == held.keys()
    assert len(values(ensure_built(space))) == 2 + len(lines)
    assert not list((space.derived / "builds").glob("unfinished-*"))
