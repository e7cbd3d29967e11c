"""The reference bot with one thing done to it, many times over: what the check says of each, held against the truth."""
