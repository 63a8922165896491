"""What is said of each error: a module for each first part of a code; code → what happened, and what to do.

`i18n.explain` finds them by themselves; "" for a remedy that there is none.
"""
