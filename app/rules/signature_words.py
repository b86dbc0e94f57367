"""The words of a verdict on a signature: what was checked, why it does not stand, who signed in what role.

Reasons are parts of a sentence; a row says «what: why».
"""

from collections.abc import Mapping

from app.domain.signature_verdict import Check, KeyRole, Standing, TimeSource
from i18n import N_

STANDINGS: Mapping[Standing, str] = {
    Standing.VALID: N_("The signature stands."),
    Standing.UNDECIDED: N_("It cannot be decided whether the signature stands."),
    Standing.INVALID: N_("The signature does not stand."),
}
CHECKS: Mapping[Check, str] = {
    Check.FORM: N_("check: form of the message"),
    Check.SIGNERS: N_("check: number of signers"),
    Check.DOCUMENT: N_("check: the document around the signature"),
    Check.CERTIFICATE: N_("check: signer's certificate"),
    Check.CONTENT: N_("check: content"),
    Check.ATTRIBUTES: N_("check: signed attributes"),
    Check.SIGNATURE: N_("check: signature value"),
    Check.BINDING: N_("check: binding of the certificate"),
    Check.TIME: N_("check: time"),
    Check.CHAIN: N_("check: chain to the root"),
    Check.VALIDITY: N_("check: term of the certificate"),
    Check.USAGE: N_("check: use of the key"),
    Check.ROLE: N_("check: role"),
    Check.IIN: N_("check: IIN"),
    Check.BIN: N_("check: BIN"),
    Check.REVOCATION: N_("check: revocation"),
    Check.ISSUER_REVOCATION: N_("check: revocation of the issuer"),
}
ROLES: Mapping[KeyRole, str] = {
    KeyRole.INDIVIDUAL: N_("key role: individual"),
    KeyRole.LEGAL_ENTITY: N_("key role: legal entity"),
    KeyRole.HEAD: N_("key role: first head"),
    KeyRole.RIGHT_TO_SIGN: N_("key role: person with the right to sign"),
    KeyRole.FINANCE: N_("key role: person with the right to sign financial documents"),
    KeyRole.PERSONNEL: N_("key role: employee of the personnel department"),
    KeyRole.EMPLOYEE: N_("key role: employee of the organisation"),
}
TIMES: Mapping[TimeSource, str] = {
    TimeSource.STAMP: N_("time: of the time stamp"),
    TimeSource.GIVEN: N_("time: of the check"),
}
REASONS: Mapping[str, str] = {
    "algorithms_disagree": N_("signed: the algorithms named in it do not agree"),
    "attributes_malformed": N_("signed: the signed attributes are not as they must be"),
    "authentication_key": N_("signed: the key is for signing in, not for signing"),
    "bad_signature": N_("signature: it does not fit the certificate"),
    "binding_differs": N_("signed: another certificate is bound into the signature"),
    "certificate_missing": N_("signed: the signer's certificate is not in it"),
    "certificate_unreadable": N_("signed: the certificate cannot be read"),
    "claimed_in_future": N_("signed: the signer's clock was ahead"),
    "content_differs": N_("signature: it is over another text"),
    "content_missing": N_("signed: the signed content was not given"),
    "content_type_differs": N_("signed: the type of the content is another one"),
    "expired": N_("signature: the certificate has expired"),
    "foreign_bin": N_("signed: the BIN is that of another organisation"),
    "foreign_iin": N_("signed: the IIN is that of another person"),
    "issuer_expired": N_("signed: a certificate of the chain was not in force"),
    "issuer_not_authority": N_("signed: a certificate of the chain may not issue others"),
    "issuer_revocation_unknown": N_("signed: the state of the issuer is not told"),
    "issuer_revoked": N_("signed: a certificate of the chain is revoked"),
    "issuer_usage": N_("signed: a key of the chain is not for issuing certificates"),
    "no_revocation_source": N_("signed: the issuer names no place where its state is told"),
    "no_signed_attributes": N_("signed: there are no signed attributes"),
    "no_signers": N_("signed: nobody has signed"),
    "nonce_differs": N_("signed: the answer is to another question"),
    "not_for_signing": N_("signature: the certificate is not for signing"),
    "not_stamped": N_("signed: there is no time stamp"),
    "not_yet_valid": N_("signature: the certificate is not in force yet"),
    "on_hold": N_("signed: the certificate is suspended"),
    "path_too_long": N_("signed: the chain is longer than its issuer allows"),
    "plain_cms": N_("signed: no certificate is bound into the signature"),
    "revocation_not_asked": N_("signed: revocation was not to be checked"),
    "revocation_stale": N_("signed: the data on revocation are too old"),
    "revocation_unavailable": N_("signed: there are no data on revocation"),
    "revocation_unproven": N_("signed: the data on revocation are not from the issuer"),
    "revoked": N_("signed: the certificate is revoked"),
    "revoked_later": N_("signed: the certificate was revoked after that"),
    "several_signers": N_("signature: it has several signers"),
    "signers_missing": N_("signed: a signer is missing"),
    "stamp_bad_signature": N_("signed: the time stamp's own signature does not stand"),
    "stamp_from_future": N_("signed: the time stamp is later than the check; look at the clock"),
    "stamp_not_for_stamping": N_("signed: the key of the time stamp is not for stamps alone"),
    "stamp_of_another_signature": N_("signed: the time stamp is of another signature"),
    "stamp_revocation_unknown": N_("signed: the state of the time stamp's key is not told"),
    "stamp_revoked": N_("signed: the key of the time stamp is revoked"),
    "stamp_unreadable": N_("signed: the time stamp cannot be read"),
    "stamp_untrusted": N_("signed: the time stamp leads to no trusted root"),
    "stamp_weak": N_("signed: the digest of the time stamp is too weak or unknown"),
    "unknown_critical": N_("signed: the certificate demands what is not known here"),
    "unknown_to_ca": N_("signed: the issuer does not know this certificate"),
    "unreadable": N_("signature: it cannot be read"),
    "unsupported_algorithm": N_("signed: the algorithm is not known here"),
    "untrusted": N_("signature: the certificate leads to no trusted root"),
    "weak_algorithm": N_("signed: the algorithm is too weak"),
    "weak_key": N_("signed: the key is too short"),
    "wrong_role": N_("signed: the certificate does not have the role that is needed"),
    # Documents with signatures inside.
    "document_changed": N_("signed: the document was changed after the signature"),
    "document_extended": N_("signed: only data for later checks were added after the signature"),
    "document_range": N_("signed: the signature does not cover the document as it should"),
}
"""Every reason code of a row."""
