"""Renderings, one file each; Jinja templates beside them."""
