"""The page "Xã, phường": one commune, what it sent, what it says, what is to be done."""
