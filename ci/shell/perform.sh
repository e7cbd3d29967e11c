# Starts a step if nobody has, sends its output from a byte on, and tells on stderr how it stands.
# Reads $run, $step, $sha256, $client, $offset, $seconds, $runner, and the command on stdin.
set -eu
mask=$(umask)
umask 077
cd
state=$HOME/.local/state/migrations-check
folder=$state/runs/$run/$step

# The folder gets its name by a rename, which refuses to replace one that is not empty.
claim() {
    mkdir -p "$state/runs/$run"
    new=$(mktemp -d "$state/runs/$run/.new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    cat >"$new/command"
    sum=$(sha256sum <"$new/command")
    if [ "${sum%% *}" != "$sha256" ]; then
        echo "the command did not arrive whole" >&2
        exit 1
    fi
    echo "$sha256" >"$new/sha256"
    : >"$new/lock" >"$new/output"
    printf '%64s\n' '' >"$new/exit.new"  # room for the exit code, before anything runs
    sync "$new"/* "$new"
    mv -T "$new" "$folder" 2>/dev/null || [ -d "$folder" ]
}

# Who holds the lock on 9 is the one who runs it; what runs inherits it. The guard keeps the deploy lock from being
# broken between looking at it and starting.
begin() {
    exec 8>>"$state/guard" 9>>"$folder/lock"
    flock 8
    if flock -n 9 && [ ! -e "$folder/started" ]; then
        [ -e "$state/lock" ] && read -r holder <"$state/lock" && [ "$holder" = "$run" ] || exit 4
        echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $client" >"$folder/started.new"
        sync "$folder/started.new" "$state/runs/$run"
        setsid sh -c "$runner" runner "$folder" "$mask" </dev/null >/dev/null 2>&1 8>&- &
    fi
    exec 8>&- 9>&-
}

follow() {
    (while [ ! -e "$folder/exit" ] && ! flock -s -w 1 "$folder/lock" true; do :; done) >/dev/null 2>&1 &
    timeout "$seconds" tail -c "+$((offset + 1))" -s 0.02 -f --pid=$! "$folder/output" || true
    kill $! 2>/dev/null || true
}

[ -d "$folder" ] || claim
read -r claimed <"$folder/sha256"
[ "$claimed" = "$sha256" ] || exit 3
[ -e "$folder/started" ] || begin
follow
status >&2
