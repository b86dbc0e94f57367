"""A key on a device in use-case tests: nothing is told of it before a look."""

from app.domain.signing import SignerCertificate
from app.errors import DeviceFault
from app.ports.signing_faults import NOT_LOOKED_AT
from tests.fakes.intake_desk import PlainKey


class HeldKey(PlainKey):
    """Tells its certificate only after it was looked at."""

    seen = False

    def look(self, operator_id: str) -> SignerCertificate:
        self.seen = True
        return self.certificate(operator_id)

    def certificate(self, operator_id: str) -> SignerCertificate:
        if not self.seen:
            raise DeviceFault(NOT_LOOKED_AT, slot="eds")
        return super().certificate(operator_id)
