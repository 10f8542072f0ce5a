"""The demo: the whole main job on a bundled project, without a network or an account."""
