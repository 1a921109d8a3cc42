"""Who may come in: users, sessions, single sign-on, and the record of what was done.

State is ``QHLD_HOME/access.sqlite`` (the ledger is a file of its own, which the web process never
writes) and ``QHLD_HOME/session.key``.
"""
