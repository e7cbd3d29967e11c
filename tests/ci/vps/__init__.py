"""A whole VPS to try deploys on, as the migrations' document describes it."""

from .vps import Vps, boot

__all__ = ["Vps", "boot"]
