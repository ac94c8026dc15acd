"""A file is replaced whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kg.workspace.atomic import WriteError, write_atomically


def no_space(*_args: object, **_keys: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(*_args: object) -> None:
    raise KeyboardInterrupt


def test_a_file_is_made_with_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "c.yaml"
    write_atomically(path, "é\r\n")
    assert path.read_bytes() == "é\r\n".encode()
    write_atomically(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert [entry.name for entry in path.parent.iterdir()] == ["c.yaml"]


def test_the_mode_stays(tmp_path):
    path = tmp_path / "f"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "g", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "g").stat().st_mode) == 0o640


def test_what_is_no_file_is_written_to_and_stays(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"print(open({str(pipe)!r}).read())"], stdout=subprocess.PIPE) as reader:
        write_atomically(pipe, "é")
        assert reader.communicate()[0].decode() == "é\n"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize(
    "broken", ["os.fsync", "os.fdopen", "pathlib.Path.replace", "pathlib.Path.chmod", "tempfile.mkstemp"]
)
@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch, broken, there):
    path = tmp_path / "f.yaml"
    if there:
        path.write_text("old")
    with monkeypatch.context() as patch:
        patch.setattr(broken, no_space)
        with pytest.raises(WriteError, match=r"f\.yaml: cannot be written \(No space left on device\); it is as it was"):
            write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == (["f.yaml"] if there else [])
    assert not there or path.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_is_full_while_writing(tmp_path, monkeypatch):
    path = tmp_path / "f.yaml"
    path.write_text("old")

    def mkstemp(**_kwargs: object) -> tuple[int, str]:
        beside = tmp_path / "beside"
        beside.touch()
        return os.open("/dev/full", os.O_WRONLY), str(beside)

    monkeypatch.setattr("tempfile.mkstemp", mkstemp)
    with pytest.raises(WriteError, match="No space left"):
        write_atomically(path, "new" * 10_000)
    assert [entry.name for entry in tmp_path.iterdir()] == ["f.yaml"]
    assert path.read_text() == "old"


def test_an_interrupt_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "f.yaml"
    path.write_text("old")
    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["f.yaml"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_kill_in_between_leaves_the_old_file(tmp_path, moment):
    path = tmp_path / "f.yaml"
    path.write_text("old")
    module, _, name = moment.rpartition(".")
    program = f"""
import os, pathlib, signal, sys
from kg.workspace.atomic import write_atomically
owner = os if "{module}" == "os" else pathlib.Path
setattr(owner, "{name}", lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL))
write_atomically(pathlib.Path(sys.argv[1]), "new" * 1000)
"""
    ended = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert ended.returncode == -9
    assert path.read_text() == "old"


def test_a_folder_that_is_none(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        write_atomically(tmp_path / "file" / "f.yaml", "new")
    with pytest.raises(WriteError):
        write_atomically(tmp_path, "new")


def test_a_text_that_is_no_unicode(tmp_path):
    path = tmp_path / "f.yaml"
    with pytest.raises(WriteError, match="half a character"):
        write_atomically(path, "\ud800")
    assert not path.exists()


def test_a_link_keeps_leading_to_its_file(tmp_path):
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_atomically(tmp_path / "link.yaml", "new")
    assert (tmp_path / "real.yaml").read_text() == "new"
    assert (tmp_path / "link.yaml").is_symlink()
