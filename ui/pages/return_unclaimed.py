"""Return: what nobody came for within its month, back to the provider by a register of its own."""

from collections.abc import Callable

from app.domain.scan_run import Mark, RunKind
from app.usecases.custody_lists import Run, runs_back
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.work import Work
from ui.binding.texts import tr_
from ui.pages.run_page import RunPage


class ReturnUnclaimedPage(RunPage):
    """Only what stands on the list goes back; it can be issued until the register is closed."""

    word = "return_unclaimed"
    kind = RunKind.UNCLAIMED
    acts = ("return_unclaimed",)

    def __init__(self) -> None:
        super().__init__()
        self.body.addStretch(1)
        self.retranslate()

    def question(self) -> Callable[[Work], tuple[Run, ...]]:
        """What stands on the list for return."""
        return runs_back

    def order(self) -> ReturnUnclaimed:
        """Close the register of unclaimed documents."""
        return ReturnUnclaimed(
            provider=self.provider,
            codes=self.run.codes(Mark.SCANNED),
            received_by=self.receiver.value(),
            courier=self.courier.value(),
            typed=self.run.typed_codes(),
            typed_reason=self.run.typed_reason,
        )

    def words(self) -> dict[str, str]:
        """The words of the run back."""
        return {
            "title": tr_("Unclaimed documents back to the provider"),
            "help": tr_(
                "Only documents whose month of keeping has ended stand here. Documents for payments "
                "are never returned, citizens' passports and identity cards are kept for a year. "
                "Scan each one out, name who receives, close the register."
            ),
            "provider": tr_("Provider"),
            "scan": tr_("What is missing is recorded by a discrepancy act, not left out."),
            "list": tr_("To be returned"),
            "empty": tr_("No document is to be returned today."),
            "receiver": tr_("Who receives for the provider"),
            "close": tr_("Close the register of unclaimed documents"),
        }

    def told(self, number: str) -> str:
        """The register is closed."""
        return tr_("Register {number} is closed: the documents are returned.", number=number)
