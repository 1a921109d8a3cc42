"""The indicators worked out anew from what the sample's figures were meant to be.

Written from the words of the catalogue, in plain Python, and sharing nothing with `ingest` or
`dbt`: it reads the sample's truth files, its receipts and the reference tables. Two programs that
agree on every number of every commune are rarely wrong in the same way.
"""
