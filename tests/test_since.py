"""What counts as new, told by real repositories."""

import copy
import json
import subprocess
from pathlib import Path

import pytest

from migrations_check.history.base import models_may_differ, write
from migrations_check.history.edits import edits
from migrations_check.history.since import Since, since
from migrations_check.project import ProjectError, load
from migrations_check.record import Edit

INI = "[alembic]\nscript_location = %(here)s\n"


class Bot:
    """A project in a repository, in a folder with a space."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.root = top / "my bot"
        self.versions = self.root / "migrations" / "versions"
        self.versions.mkdir(parents=True)
        (self.root / "migrations" / "alembic.ini").write_text(INI)

    def at(self, top: Path) -> "Bot":
        """The same in a clone."""
        clone = copy.copy(self)
        clone.top, clone.root = top, top / "my bot"
        clone.versions = clone.root / "migrations" / "versions"
        return clone

    def git(self, *words: str) -> str:
        names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")
        done = subprocess.run(["git", *names, *words], cwd=self.top, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, id: str, folder: str = "migrations/versions", parent: str | None = None) -> None:
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        text = f'"""{id}"""\nrevision: str = "{id}"\ndown_revision = {parent!r}\n\n\ndef upgrade(): ...\n'
        (self.root / folder / f"{id}_change.py").write_text(text)

    def commit(self, *ids: str) -> str:
        for id in ids:
            self.write(id)
        self.git("add", ".")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")

    def since(self, word: str | None = None, everything: bool = False, **environ: str) -> Since:
        return since(load(self.root), word, everything, environ)

    def all_new(self, everything: bool = False) -> str:
        """What it says is new, where nothing is old and there is nothing to compare with."""
        told = self.since(everything=everything)
        assert (told.revision, told.old, told.base) == (None, None, None)
        assert told.no_base
        return told.phrase

    def edit(self, id: str, old: str, new: str, folder: str = "migrations/versions") -> None:
        path = self.root / folder / f"{id}_change.py"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def edits(self, word: str | None = None, **environ: str) -> list[Edit]:
        return edits(self.since(word, **environ).base, self.root)

    def refusal(self, word: str | None = None, **environ: str) -> str:
        with pytest.raises(ProjectError) as refused:
            self.since(word, **environ)
        return str(refused.value)


@pytest.fixture
def bot(tmp_path, monkeypatch):
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    made = Bot(tmp_path / "repository")
    made.git("init", "-q", "-b", "main")
    return made


def test_a_ref_gives_the_ids_that_it_has(bot):
    bot.commit("aaaa1111", "bbbb2222")
    bot.git("tag", "released")
    bot.commit("cccc3333")
    told = bot.since("released")
    assert (told.revision, told.old) == (None, {"aaaa1111", "bbbb2222"})
    assert told.phrase.startswith("not in released (")


def test_a_revision_wins_over_a_ref_of_its_name(bot):
    bot.commit("aaaa1111")
    bot.git("branch", "aaaa1111")
    told = bot.since("aaaa1111")
    assert (told.revision, told.old, told.phrase) == ("aaaa1111", None, "what comes after aaaa1111")
    assert (told.base, "is a revision and no commit" in told.no_base) == (None, True)


def test_a_revision_that_is_not_committed_and_the_beginning_of_one(bot):
    bot.commit("aaaa1111")
    bot.write("bbbb2222")
    assert bot.since("bbbb2222").revision == "bbbb2222"
    assert bot.since("bbbb2").revision == "bbbb2222"


def test_a_script_that_moved_or_was_renamed_is_as_old_as_before(bot):
    bot.write("aaaa1111", "db/versions")
    (bot.root / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = db\n")
    bot.commit()
    bot.git("mv", "my bot/db", "my bot/base")
    (bot.root / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = base\n")
    assert bot.since("main").old == {"aaaa1111"}


def test_files_elsewhere_do_not_make_a_revision_old(bot):
    bot.write("dddd4444", "drafts")
    bot.commit("aaaa1111")
    assert bot.since("main").old == {"aaaa1111"}


def test_a_script_that_is_not_valid_python_still_has_its_id(bot):
    bot.write("aaaa1111")
    path = next(bot.versions.glob("aaaa1111*"))
    path.write_text(path.read_text() + "def broken(:\n")
    bot.commit()
    assert bot.since("main").old == {"aaaa1111"}


def test_the_folders_that_the_ini_lists(bot):
    ini = (
        "[alembic]\nscript_location = migrations\npath_separator = os\nversion_locations = %(here)s/one:%(here)s/two\n"
    )
    (bot.root / "migrations" / "alembic.ini").write_text(ini)
    bot.write("aaaa1111", "migrations/one")
    bot.write("bbbb2222", "migrations/two")
    bot.commit()
    assert bot.since("main").old == {"aaaa1111", "bbbb2222"}


def test_folders_that_only_env_py_knows_are_searched_for(bot):
    (bot.root / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = bot:migrations\n")
    bot.write("aaaa1111", "bot/migrations/here")
    bot.commit()
    assert bot.since("main").old == {"aaaa1111"}
    assert bot.since("eeee5555").revision == "eeee5555"


def test_on_a_branch_what_the_merge_base_does_not_have_is_new(bot):
    bot.commit("aaaa1111")
    bot.git("checkout", "-q", "-b", "feature")
    bot.commit("bbbb2222")
    bot.git("checkout", "-q", "main")
    bot.commit("cccc3333")
    bot.git("checkout", "-q", "feature")
    told = bot.since()
    assert told.old == {"aaaa1111"}
    assert told.phrase.startswith("not in main (")


def test_the_branch_of_the_remote_comes_before_the_local_one(bot, tmp_path):
    bot.commit("aaaa1111")
    bot.git("clone", "-q", ".", str(tmp_path / "clone"))
    clone = bot.at(tmp_path / "clone")
    clone.commit("bbbb2222")
    told = clone.since()
    assert (told.old, "origin/HEAD" in told.phrase) == ({"aaaa1111"}, True)


def test_on_a_pull_request_it_is_the_base_branch(bot):
    bot.commit("aaaa1111")
    bot.git("update-ref", "refs/remotes/origin/develop", "HEAD")
    bot.commit("bbbb2222")
    assert bot.since(GITHUB_BASE_REF="develop").old == {"aaaa1111"}
    told = bot.refusal(GITHUB_BASE_REF="release")
    assert "git fetch origin +refs/heads/release:refs/remotes/origin/release" in told


def test_on_a_push_it_is_the_commit_before(bot, tmp_path):
    before = bot.commit("aaaa1111")
    bot.commit("bbbb2222")
    event = tmp_path / "event.json"
    push = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(event), "GITHUB_BASE_REF": ""}
    event.write_text(json.dumps({"before": before}))
    assert bot.since(**push).old == {"aaaa1111"}
    event.write_text(json.dumps({"before": "0" * 40}))
    assert bot.since(**push).old == {"aaaa1111", "bbbb2222"}
    event.write_text(json.dumps({"before": "1" * 40}))
    assert f"git fetch origin {'1' * 40}" in bot.refusal(**push)


def test_a_shallow_clone_says_what_to_type(bot, tmp_path):
    bot.commit("aaaa1111")
    bot.commit("bbbb2222")
    bot.git("clone", "-q", "--depth=1", f"file://{bot.top}", str(tmp_path / "clone"))
    clone = bot.at(tmp_path / "clone")
    assert "git fetch --unshallow" in clone.refusal()
    assert "git fetch --depth=1 origin" in clone.refusal("v1.0")


def test_a_word_that_is_neither(bot):
    bot.commit("aaaa1111")
    assert "no revision of this chain and no git ref that is here: git fetch origin v1.0" in bot.refusal("v1.0")
    assert "no revision of this chain" in bot.refusal("--all")


def test_a_repository_without_a_main_line(bot):
    bot.commit("aaaa1111")
    bot.git("branch", "-m", "trunk")
    assert "git knows none of origin/HEAD" in bot.refusal()


def test_no_git_and_nothing_committed_make_all_new(bot, tmp_path):
    assert bot.all_new() == "all are, since nothing is committed yet"
    plain = Bot(tmp_path / "plain")
    plain.write("aaaa1111")
    assert plain.all_new() == "all are, since there is no git here"
    assert "no git here" in plain.refusal("main")


def test_all(bot):
    bot.commit("aaaa1111")
    assert bot.all_new(everything=True) == "all are, with --all"


def test_on_a_laptop_uncommitted_files_are_new_and_edits_of_old_ones_are_seen(bot):
    bot.commit("aaaa1111", "bbbb2222", "cccc3333")
    bot.write("dddd4444")
    bot.edit("aaaa1111", "def upgrade(): ...", "def upgrade(): raise")
    bot.edit("bbbb2222", "def upgrade(): ...", "# nothing to do\ndef upgrade():\n    pass")
    (bot.versions / "cccc3333_change.py").unlink()
    assert bot.since().old == {"aaaa1111", "bbbb2222", "cccc3333"}
    assert bot.edits() == [
        Edit("aaaa1111", "changed", "migrations/versions/aaaa1111_change.py", 6),
        Edit("cccc3333", "removed", "migrations/versions/cccc3333_change.py"),
    ]


def test_a_renamed_script_is_the_same_and_another_parent_is_not(bot):
    bot.commit("aaaa1111", "bbbb2222")
    (bot.versions / "aaaa1111_change.py").rename(bot.versions / "0001_guilds.py")
    bot.edit("bbbb2222", "down_revision = None", "down_revision = 'aaaa1111'")
    assert bot.edits() == [Edit("bbbb2222", "changed", "migrations/versions/bbbb2222_change.py", 3)]


def test_a_script_that_moved_with_its_folder_is_no_edit(bot):
    bot.commit("aaaa1111")
    bot.git("mv", "my bot/migrations/versions", "my bot/migrations/history")
    with (bot.root / "migrations" / "alembic.ini").open("a") as ini:
        ini.write("version_locations = %(here)s/history\n")
    assert bot.edits() == []


def test_edits_where_only_env_py_knows_the_folders(bot):
    (bot.root / "migrations" / "alembic.ini").write_text("[alembic]\nscript_location = bot:migrations\n")
    bot.write("aaaa1111", "bot/migrations/here")
    bot.commit()
    assert bot.edits() == []
    bot.edit("aaaa1111", "def upgrade(): ...", "def upgrade(): raise", folder="bot/migrations/here")
    assert bot.edits() == [Edit("aaaa1111", "changed", "bot/migrations/here/aaaa1111_change.py", 6)]


def test_the_merge_commit_of_a_pull_request_is_compared_with_the_base_it_was_merged_into(bot):
    bot.commit("aaaa1111")
    bot.git("checkout", "-q", "-b", "feature")
    bot.commit("bbbb2222")
    bot.git("checkout", "-q", "main")
    bot.commit("cccc3333")
    bot.git("checkout", "-q", "--detach")
    bot.git("merge", "-q", "--no-ff", "-m", "Merge feature into main", "feature")
    bot.git("update-ref", "refs/remotes/origin/main", "main")
    told = bot.since(GITHUB_BASE_REF="main")
    assert told.old == {"aaaa1111", "cccc3333"}
    assert told.phrase.startswith("not in origin/main (")
    assert bot.edits(GITHUB_BASE_REF="main") == []


def test_the_merge_commit_in_a_shallow_clone(bot, tmp_path):
    bot.commit("aaaa1111")
    bot.git("checkout", "-q", "-b", "feature")
    bot.edit("aaaa1111", "def upgrade(): ...", "def upgrade(): raise")
    bot.commit("bbbb2222")
    bot.git("checkout", "-q", "-b", "merged", "main")
    bot.git("merge", "-q", "--no-ff", "-m", "Merge feature into main", "feature")
    bot.git("clone", "-q", "--depth=1", "-b", "merged", f"file://{bot.top}", str(tmp_path / "clone"))
    clone = bot.at(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main")
    assert clone.since(GITHUB_BASE_REF="main").old == {"aaaa1111"}
    assert clone.edits(GITHUB_BASE_REF="main") == [
        Edit("aaaa1111", "changed", "migrations/versions/aaaa1111_change.py", 6)
    ]


def test_what_came_to_the_base_branch_afterwards_was_not_removed_here(bot):
    bot.commit("aaaa1111")
    bot.git("checkout", "-q", "-b", "feature")
    bot.commit("bbbb2222")
    bot.git("checkout", "-q", "main")
    bot.commit("cccc3333")
    bot.git("update-ref", "refs/remotes/origin/main", "main")
    bot.git("checkout", "-q", "feature")
    told = bot.since(GITHUB_BASE_REF="main")
    assert told.old == {"aaaa1111", "cccc3333"}
    assert told.base.name.startswith("the merge base with origin/main (")
    assert bot.edits(GITHUB_BASE_REF="main") == []


def test_a_ref_that_was_given_is_taken_as_it_is(bot):
    bot.commit("aaaa1111")
    bot.git("checkout", "-q", "-b", "feature")
    bot.git("checkout", "-q", "main")
    bot.commit("cccc3333")
    bot.git("checkout", "-q", "feature")
    assert bot.edits("main") == [Edit("cccc3333", "removed", "migrations/versions/cccc3333_change.py")]


def test_the_models_may_differ_where_more_than_migrations_changed(bot):
    bot.commit("aaaa1111")
    bot.commit("bbbb2222")
    bot.write("cccc3333")
    (bot.root / "logo.svg").write_text("<svg/>")
    assert not models_may_differ(bot.since().base)
    (bot.root / "models.py").write_text("metadata = None\n")
    assert models_may_differ(bot.since().base)


def test_the_tree_of_a_commit_without_links_that_lead_away(bot, tmp_path):
    (bot.root / "models.py").write_text("one = 1\n")
    (bot.root / "same.py").symlink_to("models.py")
    (bot.root / "away.py").symlink_to("/etc/passwd")
    (bot.root / "logo.png").write_text("")
    bot.commit("aaaa1111")
    (bot.root / "models.py").write_text("two = 2\n")
    write(bot.since().base, tmp_path / "tree")
    there = tmp_path / "tree" / "my bot"
    assert (there / "models.py").read_text() == (there / "same.py").read_text() == "one = 1\n"
    assert (there / "same.py").is_symlink()
    assert sorted(path.name for path in there.iterdir()) == ["migrations", "models.py", "same.py"]
