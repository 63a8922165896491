"""What `dev.py` is made of. The standard library alone, in a grammar that old Pythons can read."""
