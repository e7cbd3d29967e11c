"""The deploy: the documented sequence on the VPS, over SSH."""
