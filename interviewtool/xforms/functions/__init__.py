"""What the functions of an expression do, by what they are about; `xforms.library` says how each is called."""
