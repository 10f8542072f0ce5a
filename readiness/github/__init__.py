"""The only user of PyGithub: reading the event, publishing."""
