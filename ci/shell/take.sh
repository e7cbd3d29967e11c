# Takes the deploy lock for $run, or tells who has it. Reads $run and $owner.
set -eu
umask 077
mkdir -p "$HOME/.local/state/migrations-check"
cd "$HOME/.local/state/migrations-check"
exec 8>>guard
flock 8
if [ ! -e lock ]; then
    echo "$run
$owner
$(date -u +%Y-%m-%dT%H:%M:%SZ)" | cat >lock.new  # which says why it cannot, when the disk is full
    sync lock.new
    ln lock.new lock
    rm lock.new
    sync .
fi
if [ "$(head -n 1 lock)" != "$run" ]; then
    cat lock
    exit 3
fi
