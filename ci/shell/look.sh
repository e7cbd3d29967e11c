# Tells how a step stands and, after an empty line, its output. Reads $run and $step.
folder=$HOME/.local/state/migrations-check/runs/$run/$step
[ -d "$folder" ] || exit 3
status
echo
cat "$folder/output"
