# Runs a step's command to its end, whatever becomes of the connection. $1 is the step's folder; it and the command
# hold the lock on descriptor 9. $2 is the umask of the user, for what the command writes.
trap '' HUP
cd "$1" && mv started.new started && sync . || exit
cd
(umask "$2" && exec sh "$1/command") >>"$1/output" 2>&1
exit=$?
cd "$1"
echo "$exit $(date -u +%Y-%m-%dT%H:%M:%SZ)" 1<>exit.new  # in place: a full disk has no room for more
sync exit.new output
mv exit.new exit
sync .
