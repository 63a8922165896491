"""What the vault keeps beside interviews, by kind and name."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """form: XForms by `form_id version`. consent_text: by `version-language`. card: cards taken in, by code.

    own_keys, team: one each, named like the kind. given_heads: of the audit log, in bundles that left, named like the
    kind. seen_heads: in bundles that were opened here, by the signer's verification key. withdrawal: what was done, by
    the first version's id and the tier. seen_versions: which ids and codes mean one interview, by the signer's code.
    """

    FORM = "form"
    CONSENT_TEXT = "consent_text"
    OWN_KEYS = "own_keys"
    TEAM = "team"
    CARD = "card"
    WITHDRAWAL = "withdrawal"
    SEEN_VERSIONS = "seen_versions"
    GIVEN_HEADS = "given_heads"
    SEEN_HEADS = "seen_heads"
