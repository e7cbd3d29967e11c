"""Walks the chain in the project's own interpreter and writes down what happens.

Imported there by its path, so it needs no more than the standard library, alembic and sqlalchemy.
"""
