"""XPath 1.0 as XForms uses it: text, tokens, tree and back."""

from interviewtool.xforms.xpath.parser import MAXIMUM_DEPTH, parse
from interviewtool.xforms.xpath.printer import print_xpath
from interviewtool.xforms.xpath.tokens import XPathSyntaxError

__all__ = ["MAXIMUM_DEPTH", "XPathSyntaxError", "parse", "print_xpath"]
