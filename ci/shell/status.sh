# Tells how the step in $folder stands, in lines of a word and its value.
status() {
    # The lock is looked at first: a runner writes the exit code before it lets go.
    if flock -s -n "$folder/lock" true; then alive=no; else alive=yes; fi
    echo "alive $alive"
    for fact in sha256 started exit; do
        if [ -e "$folder/$fact" ]; then echo "$fact $(head -n 1 "$folder/$fact")"; fi
    done
    echo "size $(stat -c %s "$folder/output")"
}
