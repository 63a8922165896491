"""What the vault keeps beside interviews, by kind and name."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """form: XForms by `form_id version`. consent_text: by `version-language`. card: cards taken in, by code.

    own_keys, team: one each, named like the kind.
    """

    FORM = "form"
    CONSENT_TEXT = "consent_text"
    OWN_KEYS = "own_keys"
    TEAM = "team"
    CARD = "card"
