"""Questionnaires as people write them: the XLSForm workbook, its conversion by pyxform, and what the form check says of
its cells. The engine beside it knows XForms alone.
"""
