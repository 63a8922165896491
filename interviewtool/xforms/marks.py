"""The marks that set words apart in labels and hints: markdown and a few HTML tags, as ODK Collect reads them.

`**strong**`, `*emphasis*` (or with `_`), `# heading`, `[words](address)`, `\\*`, `<b>`, `<i>`, `<u>`, `<br>`
(docs.getodk.org, Form Styling). Whoever reads a text gets it without its marks; a label of the window may show them.
Departures: colours, fonts and sizes (`<span style=…>`) are left out, since the window has its own for light, dark and
large print; an address is written out, since nothing is opened; inside a word `*` and `_` are themselves, so that an
answer in a label stays whole.
"""

from __future__ import annotations

import re
from html import escape, unescape

_TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "h": "b"}
_BREAKS = frozenset({"br", "p", "div", "center", "h"})
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_MARK = re.compile(r"[*_\\<&#\[]")
_TOKEN = re.compile(
    r"""\\(?P<literal>[\\*_#\[\]<>])
    | ^(?P<heading>\#{1,6}[ \t]+)
    | ^(?P<bullet>\*[ \t]+)
    | (?P<fence>\*+|_+)
    | \[(?P<words>[^\[\]\n]*)\]\((?P<address>[^()\s]+)\)
    | <sup>(?P<raised>[0-9+-]+)</sup>
    | <(?P<closes>/?)\s*(?P<tag>span|font|strong|big|small|sup|sub|center|div|em|br|h(?=[1-6])|b|i|u|p)
      [1-6]?(?:\s[^<>]*)?/?>
    | (?P<entity>&(?:amp|lt|gt|quot|nbsp);)
    | (?P<line>\n)
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


class MarkedText(str):
    """A text without its marks. html: the same with its emphasis and line breaks, and everything else escaped."""

    html: str


def may_be_marked(text: str) -> bool:
    """Whether there is a sign in the text that can be a mark."""
    return _MARK.search(text) is not None


def without_marks(text: str) -> str:
    """The text as it is read: a `MarkedText` where it had marks, else the text itself. Linear in its length."""
    if isinstance(text, MarkedText) or not may_be_marked(text):
        return text
    reading = _Reading(text)
    plain = reading.plain()
    if plain == text and not reading.emphasis:
        return text
    marked = MarkedText(plain)
    marked.html = reading.html()
    return marked


class _Reading:
    """One text, read once. The parts in both writings side by side; a fence stays itself until another closes it."""

    def __init__(self, text: str) -> None:
        self.emphasis = False
        self._parts: list[tuple[str, str]] = []
        self._open: list[tuple[str, int]] = []  # fences, at most one of each kind, with the number of their part
        self._text = text
        self._heading = False
        end = 0
        for token in _TOKEN.finditer(text):
            self._say(text[end : token.start()])
            self._read(token)
            end = token.end()
        self._say(text[end:])
        self._end_of_line()

    def plain(self) -> str:
        return "".join(plain for plain, _html in self._parts).strip()

    def html(self) -> str:
        return "".join(html for _plain, html in self._parts)

    def _say(self, words: str) -> None:
        self._parts.append((words, escape(words)))

    def _set(self, html: str) -> None:
        self.emphasis = True
        self._parts.append(("", html))

    def _read(self, token: re.Match[str]) -> None:
        found = token.groupdict()
        match token.lastgroup:
            case "literal":
                self._say(found["literal"])
            case "fence":
                self._fence(token)
            case "address":
                words, address = found["words"], found["address"]
                self._say(f"{words} ({address})" if words and words != address else address)
            case "raised":
                self._say(found["raised"].translate(_RAISED))
            case "tag":
                self._tag(found["tag"].lower(), closes=bool(found["closes"]))
            case "entity":
                self._say(unescape(found["entity"]))
            case "heading":
                self._heading = True
                self._set("<b>")
            case "bullet":
                self._say("• ")
            case "line":
                self._end_of_line()
                self._parts.append(("\n", "<br>"))

    def _end_of_line(self) -> None:
        if self._heading:
            self._heading = False
            self._set("</b>")

    def _tag(self, name: str, *, closes: bool) -> None:
        if name in _TAGS:
            self._set(f"<{'/' if closes else ''}{_TAGS[name]}>")
        if name in _BREAKS and (closes or name == "br"):
            self._parts.append(("\n", "<br>"))

    def _fence(self, token: re.Match[str]) -> None:
        """A run of `*` or `_`: closes what is open, or opens, as its neighbours allow (commonmark.org, 6.2)."""
        run = token.group()
        before = self._text[token.start() - 1 : token.start()]
        after = self._text[token.end() : token.end() + 1]
        whole = run[0] == "_" or run == "*"  # inside a word these are themselves
        opens = after.strip() != "" and not (whole and before.isalnum())
        closes = before.strip() != "" and not (whole and after.isalnum())
        while run:
            mark = self._closed_by(run) if closes else ""
            if not mark and opens:
                mark = run[:2] if run[:2] not in dict(self._open) else ""
                if mark:
                    self._open.append((mark, len(self._parts)))
                    self._parts.append((mark, mark))
            if not mark:
                self._say(run)
                return
            run = run[len(mark) :]

    def _closed_by(self, run: str) -> str:
        """Close an open fence: one as long as the run, else the last one of its kind that is no longer. It, or ""."""
        kinds = [mark for mark, _part in self._open]
        mark = run if run in kinds else next((each for each in reversed(kinds) if run.startswith(each)), "")
        if mark:
            place = kinds.index(mark)
            tag = "b" if len(mark) == 2 else "i"
            self._parts[self._open[place][1]] = ("", f"<{tag}>")
            del self._open[place:]
            self._set(f"</{tag}>")
        return mark
