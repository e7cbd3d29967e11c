"""The page: one HTML file that needs no network, and is readable without its script."""

from migrations_check.reports.html.page import render

__all__ = ["render"]
