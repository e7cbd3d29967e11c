"""The connection: who is let in, what an answer is, and what happens to a question whose connection is lost.

The server is real (the header of the run names it), and so are the resets and the black holes between.
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import paramiko
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from ci.host import HostError, Login, Unreachable, connect
from ci.host.wire import BOOT, whole
from tests.ci.server import SSHD, Machine

PATIENCE = 6.0
needs_sshd = pytest.mark.skipif(SSHD is None, reason="only sshd has login shells and reads authorized_keys each time")


@contextmanager
def meanwhile(act: Callable[[], None], when: Callable[[], bool]) -> Iterator[None]:
    """Do something as soon as a condition holds, beside what the block does."""

    def wait() -> None:
        while not when():
            time.sleep(0.005)
        act()

    thread = threading.Thread(target=wait)
    thread.start()
    yield
    thread.join()


def refusal(login: Login) -> str:
    with pytest.raises(HostError) as error:
        connect(login, patience=PATIENCE)
    return str(error.value)


def test_an_answer_is_the_exit_code_and_all_that_was_written(server: Machine) -> None:
    with connect(server.login) as host:
        answer = host.ask("cat; echo asked >&2; exit 3", stdin=b"it was ")
    assert (answer.exit, answer.out) == (3, "it was asked\n")


def test_megabytes_at_once_and_bytes_that_are_no_text_come_through(server: Machine) -> None:
    with connect(server.login) as host:
        assert len(host.ask("head -c 3000000 /dev/zero").out) == 3_000_000
        assert host.ask("printf 'caf\\303\\251 \\377'").out == "café \ufffd"


def test_the_commands_of_a_question_do_not_read_its_script(server: Machine) -> None:
    with connect(server.login) as host:
        assert host.ask("cat >/dev/null\necho after").out == "after\n"


def test_a_script_that_arrives_in_part_runs_nothing(tmp_path: Path) -> None:
    script = whole("touch ran\ntouch more")
    boot = ["sh", "-c", BOOT.format(seconds=5, size=len(script))]
    for size in range(len(script)):
        subprocess.run(boot, input=script[:size], cwd=tmp_path, check=False, stderr=subprocess.DEVNULL)
        assert not list(tmp_path.iterdir()), script[:size]
    subprocess.run(boot, input=script, cwd=tmp_path, check=True)
    assert (tmp_path / "ran").exists()


@needs_sshd
def test_what_the_login_shell_prints_when_it_starts_is_no_answer(server: Machine) -> None:
    (server.home / ".bashrc").write_text("echo welcome; echo 'setlocale: warning' >&2\n")
    with connect(server.login) as host:
        assert host.ask("echo 5432").out == "5432\n"


@needs_sshd
def test_a_user_without_a_shell_is_told_what_the_vps_said(server: Machine) -> None:
    keys = server.home.parent / "authorized_keys"
    keys.write_text(f'command="echo This account is not available" {keys.read_text()}')
    with connect(server.login) as host, pytest.raises(HostError, match="ran no command: This account is not available"):
        host.ask("id -un")


def test_a_question_that_takes_too_long_is_ended_on_the_vps(server: Machine) -> None:
    with connect(server.login) as host:
        answer = host.ask('echo $$ >"$HOME/pid"; echo waiting; sleep 600', timeout=0.5)
    assert (answer.exit, answer.out) == (124, "waiting\n")
    assert not Path("/proc", (server.home / "pid").read_text().strip()).exists()


def test_a_question_whose_connection_is_reset_is_asked_again(server: Machine) -> None:
    asked = server.home / "asked"
    with connect(server.login, patience=PATIENCE) as host, meanwhile(server.proxy.cut, asked.exists):
        answer = host.ask('[ -e "$HOME/asked" ] || { touch "$HOME/asked"; sleep 600; }; echo answered', timeout=60)
    assert answer.out == "answered\n"
    assert server.proxy.accepted == 2


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("pieces", range(6))
def test_a_reset_anywhere_in_a_question_is_survived(server: Machine, direction: str, pieces: int) -> None:
    with connect(server.login, patience=PATIENCE) as host:
        server.proxy.cut_after(pieces, direction)
        answers = [host.ask("cat; exit 7", stdin=b"whole"), host.ask("echo next")]
    assert [(answer.exit, answer.out) for answer in answers] == [(7, "whole"), (0, "next\n")]


def test_a_black_hole_is_noticed_and_left_through_a_new_connection(server: Machine) -> None:
    def swallow() -> None:
        server.proxy.hang()
        time.sleep(PATIENCE / 2 + 1)  # the old connection is lost by then, and a new one may be under way
        server.proxy.resume()

    asked = server.home / "asked"
    with connect(server.login, patience=PATIENCE) as host, meanwhile(swallow, asked.exists):
        answer = host.ask('[ -e "$HOME/asked" ] || { touch "$HOME/asked"; sleep 600; }; echo answered', timeout=60)
    assert answer.out == "answered\n"


def test_a_question_that_is_silent_for_longer_than_the_patience_is_waited_for(server: Machine) -> None:
    with connect(server.login, patience=1.0) as host:
        assert host.ask("sleep 2.5; echo at last").out == "at last\n"
    assert server.proxy.accepted == 1


def test_a_black_hole_that_stays_leaves_everything_unknown(server: Machine) -> None:
    with connect(server.login, patience=2.0) as host:
        server.proxy.hang()
        with pytest.raises(Unreachable, match=r"was lost for 2 s .*run this again with the same run id"):
            host.ask("echo hello")


def test_a_shell_that_is_killed_leaves_everything_unknown(server: Machine) -> None:
    with connect(server.login, patience=1.0) as host, pytest.raises(Unreachable):
        host.ask("kill -9 $$")


def test_a_vps_that_comes_back_as_another_is_told_nothing(server: Machine) -> None:
    with connect(server.login, patience=1.0) as host:
        host._login = replace(server.login, known_hosts=stranger(server.login))
        server.proxy.cut()
        with pytest.raises(Unreachable, match="another host key"):
            host.ask("echo hello")


def test_a_file_is_there_as_a_whole(server: Machine) -> None:
    data = os.urandom(2_000_000)
    with connect(server.login) as host:
        host.put(b"the old one", f"{server.home}/commit.bundle")
        host.put(data, f"{server.home}/commit.bundle")
    assert (server.home / "commit.bundle").read_bytes() == data
    assert [path.name for path in server.home.iterdir()] == ["commit.bundle"]


@pytest.mark.parametrize("pieces", [1, 20, 60])
def test_a_file_whose_connection_is_reset_is_sent_again(server: Machine, pieces: int) -> None:
    data = os.urandom(8_000_000)
    with connect(server.login, patience=PATIENCE) as host:
        server.proxy.cut_after(pieces, "up")
        host.put(data, f"{server.home}/commit.bundle")
    assert server.proxy.accepted == 2
    assert (server.home / "commit.bundle").read_bytes() == data
    assert [path.name for path in server.home.iterdir()] == ["commit.bundle"]


def test_a_file_that_goes_into_a_black_hole_does_not_hang(server: Machine) -> None:
    with connect(server.login, patience=2.0) as host:
        server.proxy.hang()
        with pytest.raises(Unreachable):
            host.put(os.urandom(30_000_000), f"{server.home}/commit.bundle")


def test_a_folder_that_is_not_there_is_told(server: Machine) -> None:
    with (
        connect(server.login) as host,
        pytest.raises(HostError, match=r"/no/such/bundle could not be written .*No such"),
    ):
        host.put(b"data", "/no/such/bundle")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_keeps_the_old_file(server: Machine, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=True)
    try:
        with connect(server.login) as host:
            host.put(b"the old one", f"{disk}/commit.bundle")
            with pytest.raises(HostError, match=r"could not be written on the VPS: .*room on its disk"):
                host.put(b"x" * 3_000_000, f"{disk}/commit.bundle")
        assert (disk / "commit.bundle").read_bytes() == b"the old one"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def stranger(login: Login) -> str:
    """The lines that pin some other key for this host."""
    key = paramiko.ECDSAKey.generate()
    return f"{login.pinned_name} {key.get_name()} {key.get_base64()}\n"


def test_a_changed_host_key_is_refused(server: Machine) -> None:
    said = refusal(replace(server.login, known_hosts=stranger(server.login)))
    assert f"{server.login.pinned_name} shows another host key (SHA256:" in said


def test_a_host_that_nobody_pinned_is_refused(server: Machine) -> None:
    said = refusal(replace(server.login, known_hosts=server.direct.known_hosts))
    assert f"VPS_KNOWN_HOSTS has no line for {server.login.pinned_name}: add the lines that `ssh-keyscan" in said


def test_a_hashed_name_pins_a_host_too(server: Machine) -> None:
    hashed = paramiko.HostKeys.hash_host(server.login.pinned_name)
    known = server.login.known_hosts.replace(server.login.pinned_name, hashed)
    with connect(replace(server.login, known_hosts=f"# the VPS\n\n{known}")) as host:
        assert host.ask("echo hello").exit == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("@cert-authority *.example.org ssh-ed25519 AAAA", "line 1: @cert-authority is not supported"),
        ("bot.example.org", "line 1 is not `host kind key`"),
        ("bot.example.org ssh-ed25519 AAAA", "line 1: its key is damaged"),
    ],
)
def test_a_line_of_known_hosts_that_cannot_be_used_is_named(server: Machine, line: str, said: str) -> None:
    assert said in refusal(replace(server.login, known_hosts=line))


def test_a_key_that_the_vps_does_not_know_is_refused(server: Machine, tmp_path: Path) -> None:
    paramiko.ECDSAKey.generate().write_private_key_file(str(tmp_path / "key"))
    said = refusal(replace(server.login, key=(tmp_path / "key").read_text()))
    assert f"{server.login.user}@127.0.0.1 refused the SSH key" in said


KEYS = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ecdsa": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}
PEM, OPENSSH = PrivateFormat.TraditionalOpenSSL, PrivateFormat.OpenSSH


def private(key: PrivateKeyTypes, form: PrivateFormat, passphrase: bytes = b"") -> str:
    encryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, form, encryption).decode()


def public(key: PrivateKeyTypes) -> str:
    return key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


@needs_sshd
@pytest.mark.parametrize(
    ("kind", "form"),
    [("rsa", PEM), ("rsa", OPENSSH), ("ecdsa", PEM), ("ecdsa", OPENSSH), ("ed25519", OPENSSH)],
)
def test_keys_of_every_kind_and_form_log_in(server: Machine, kind: str, form: PrivateFormat) -> None:
    key = KEYS[kind]()
    (server.home.parent / "authorized_keys").write_text(public(key) + "\n")
    pasted = private(key, form).strip().replace("\n", "\r\n")
    with connect(replace(server.login, key=pasted)) as host:
        assert host.ask("echo hello").exit == 0


@pytest.mark.parametrize("kind", ["rsa", "ecdsa", "ed25519"])
def test_a_key_with_a_passphrase_is_told_what_to_do(server: Machine, kind: str) -> None:
    key = private(KEYS[kind](), OPENSSH, b"secret")
    assert "the SSH key has a passphrase" in refusal(replace(server.login, key=key))


def test_a_public_key_is_no_key_to_log_in_with(server: Machine) -> None:
    said = refusal(replace(server.login, key=public(KEYS["ed25519"]())))
    assert "not the one that ends in .pub" in said


def test_a_closed_port_is_told(server: Machine) -> None:
    login = replace(server.login, port=9, known_hosts=server.login.known_hosts.replace(str(server.login.port), "9"))
    assert "no connection to the VPS: 127.0.0.1 port 9: Connection refused; check VPS_HOST, VPS_PORT" in refusal(login)


def test_a_port_that_says_nothing_is_given_up(server: Machine) -> None:
    server.proxy.hang()
    with pytest.raises(HostError, match="no connection to the VPS"):
        connect(server.login, patience=1.0)


def test_a_name_without_an_address_is_told(server: Machine) -> None:
    known = server.login.known_hosts.replace(server.login.pinned_name, "vps.invalid")
    login = replace(server.login, host="vps.invalid", port=22, known_hosts=known)
    assert "VPS_HOST, vps.invalid, has no address" in refusal(login)
