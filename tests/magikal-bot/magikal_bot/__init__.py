"""The Magikal Discord bot."""
