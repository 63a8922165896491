"""Keys, sealing, signatures, passphrases, the signed container: a file for each, over `cryptography` and `pyrage`."""
