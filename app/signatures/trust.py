"""What is believed from the start: the roots, and what lies beside them to reach and to question them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import InputInvalid, declare
from app.signatures.certificate import Certificate, read_certificate
from app.signatures.crl import RevocationList, read_list
from app.signatures.encoding import UnreadableError, unarmoured
from app.signatures.ocsp import Answer, read_answer
from i18n import N_

NO_FOLDER = declare(
    "trust.folder",
    N_("The folder of trusted certificates «{name}» cannot be read."),
    N_("Name a folder that holds the root certificates."),
)
NOT_NAMED = declare(
    "trust.not_named",
    N_("No folder of trusted certificates is named, so no signature can be believed."),
    N_("Name it (--trust), or have the administrator put it into the settings."),
)
NO_ROOT = declare(
    "trust.no_root",
    N_("There is no root certificate in the folder «{name}»."),
    N_("Put the certificates of the certification centre there, as they are published."),
)
BAD_FILE = declare(
    "trust.file",
    N_("The file «{name}» among the trusted certificates cannot be read."),
    N_(
        "Replace it by a certificate, a list of revoked ones or a responder's answer, or remove it."
    ),
)
_CERTIFICATES = frozenset({".cer", ".crt", ".pem", ".der"})
_LISTS = frozenset({".crl"})
_ANSWERS = frozenset({".ocsp", ".ors", ".orsp"})
_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Trust:
    """Roots; certificates that may lead to them; and what issuers say of certificates.

    Only the roots are believed. Everything else must be signed by someone whom a root vouches for.
    """

    roots: tuple[Certificate, ...] = ()
    others: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    answers: tuple[Answer, ...] = ()

    def beside(
        self,
        *,
        others: Iterable[Certificate] = (),
        lists: Iterable[RevocationList] = (),
        answers: Iterable[Answer] = (),
    ) -> "Trust":
        """The same roots, with what a message brought along."""
        return replace(
            self,
            others=(*self.others, *others),
            lists=(*self.lists, *lists),
            answers=(*self.answers, *answers),
        )


def trust_in(certificates: Iterable[Certificate]) -> Trust:
    """A pinned set: those certificates of authorities that no other one of the set stands above.

    So a folder may hold a whole chain, and only its top is believed without being asked; and a folder
    with the issuing centre alone believes that centre. Self-signed keys of people are believed as
    they stand: somebody put them there.
    """
    known = tuple(dict.fromkeys(certificates))
    subjects = {one.subject for one in known}
    roots = tuple(
        one for one in known if one.self_issued or (one.authority and one.issuer not in subjects)
    )
    return Trust(roots=roots, others=tuple(one for one in known if one not in roots))


def read_trust(folder: Path) -> Trust:
    """The trust that a folder holds, by the endings of its files; others are passed over.

    Certificates: .cer .crt .pem .der; lists: .crl; responders' answers: .ocsp .ors .orsp; DER or PEM.
    Raises ``InputInvalid`` when the folder or one of these files cannot be read.
    """
    certificates: list[Certificate] = []
    lists: list[RevocationList] = []
    answers: list[Answer] = []
    for path in _files(folder):
        ending = path.suffix.lower()
        try:
            blocks = unarmoured(path.read_bytes())
            if ending in _CERTIFICATES:
                certificates.extend(map(read_certificate, blocks))
            elif ending in _LISTS:
                lists.extend(map(read_list, blocks))
            elif ending in _ANSWERS:
                answers.extend(map(read_answer, blocks))
        except (OSError, UnreadableError):
            raise InputInvalid(BAD_FILE, field="--trust", name=path.name) from None
    trust = trust_in(certificates)
    if not trust.roots:
        raise InputInvalid(NO_ROOT, field="--trust", name=folder.name)
    return trust.beside(lists=lists, answers=answers)


def with_revocation(trust: Trust, name: str, content: bytes) -> Trust:
    """The trust with a list of revoked certificates or a responder's answer (DER or PEM) beside it.

    Raises ``InputInvalid`` for what is neither.
    """
    try:
        blocks = unarmoured(content)
    except UnreadableError:
        blocks = []
    for block in blocks:
        found = _list_or_answer(block)
        if found is None:
            blocks = []
            break
        trust = trust.beside(lists=found.lists, answers=found.answers)
    if not blocks:
        raise InputInvalid(BAD_FILE, field="--revocation", name=Path(name).name)
    return trust


def _list_or_answer(block: bytes) -> Trust | None:
    try:
        return Trust(lists=(read_list(block),))
    except UnreadableError:
        pass
    try:
        return Trust(answers=(read_answer(block),))
    except UnreadableError:
        return None


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        raise InputInvalid(NO_FOLDER, field="--trust", name=folder.name) from None
    known = _CERTIFICATES | _LISTS | _ANSWERS
    return [path for path in found if path.suffix.lower() in known][:_MOST_FILES]
