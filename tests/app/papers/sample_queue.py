"""Made-up papers of the queue, in both languages, short or as long as life makes them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.codes import CodeKind
from app.domain.language import Bilingual, Lang
from app.domain.papers import (
    BlankJournalPaper,
    CameraSignPaper,
    FailureActPaper,
    JournalLinePaper,
    NameplatePaper,
    QueueTicketPaper,
)
from app.domain.person import PersonName
from app.domain.visit import Purpose
from tests.app.papers.sample_receipts import FILED, ReceiptSamples

_SAID: dict[Lang, dict[str, Any]] = {
    Lang.KK: {
        "cause": "Электрондық кезек сервері 11:18-ден бері жауап бермейді",
        "long_cause": (
            "Электрондық кезек сервері 11:18-ден бері жауап бермейді: провайдердің желісінде апат "
            "болды, резервтік арна да қосылмады, қызмет көрсету порталы ашылмайды, өтінім № 118-22 "
            "бойынша техникалық қолдау қызметі қалпына келтіру уақытын айтқан жоқ"
        ),
        "position": "бөлім басшысы",
        "outcomes": ("іс", "кеңес", "жолданым", "берілді"),
        "left": "Күте алмай кетіп қалды: басқа күні келетінін айтты",
    },
    Lang.RU: {
        "cause": "Сервер электронной очереди не отвечает с 11:18",
        "long_cause": (
            "Сервер электронной очереди не отвечает с 11:18: авария в сети провайдера, резервный "
            "канал тоже не поднялся, портал не открывается, по заявке № 118-22 служба технической "
            "поддержки времени восстановления не назвала"
        ),
        "position": "руководитель отдела",
        "outcomes": ("дело", "консультация", "обращение", "выдано"),
        "left": "Не дождался и ушел: сказал, что придет в другой день",
    },
}
_OPERATORS = ("Тестов А. Қ.", "Әбілқасымова-Сынақова Ұ. І.", "Сынақов Б. Т.")


class QueueSamples(ReceiptSamples):
    """Makes the papers of the queue."""

    @property
    def said(self) -> dict[str, Any]:
        return _SAID[self.lang]

    def queue_ticket(self, **more: Any) -> QueueTicketPaper:
        head = replace(self.head(CodeKind.TICKET), number="AB-12345" if self.long else "A105")
        given: dict[str, Any] = {"people_before": 4, "expected_minutes": 15}
        if self.long:
            head = replace(head, issued_at=FILED + timedelta(minutes=25))
            given = {
                "people_before": 1250,
                "expected_minutes": 121,
                "booked_for": FILED + timedelta(hours=3, minutes=10),
                "copy": 2,
            }
        return QueueTicketPaper(
            head=head,
            purpose=Purpose.ISSUE if self.long else Purpose.INTAKE,
            taken_at=FILED,
            **(given | more),
        )

    def camera_sign(self, **more: Any) -> CameraSignPaper:
        given = {
            "system_operator": Bilingual(
                "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы коммерциялық емес акционерлік "
                "қоғамының Алматы қаласы бойынша филиалының № 99 халыққа қызмет көрсету бөлімі",
                "Отдел № 99 обслуживания населения филиала некоммерческого акционерного общества "
                "«Государственная корпорация «Правительство для граждан» по городу Алматы",
            )
            if self.long
            else Bilingual("№ 99 бөлім", "Отдел № 99"),
            "contact": "1414, 8-800-080-7777, 8-727-000-0000" if self.long else "1414",
        }
        return CameraSignPaper(head=self.head(None), **(given | more))

    def nameplate(self, **more: Any) -> NameplatePaper:
        long = PersonName("Әбілқасымова-Сынақова", "Ұлжан-Гүлбаршын", "Іңкәрбекқызы-Қайратқызы")
        given = {
            "name_kk": long if self.long else PersonName("Тестов", "Асан", "Қайратұлы"),
            "name_ru": PersonName("Абилкасымова-Сынакова", "Улжан-Гульбаршын", "Инкарбековна")
            if self.long
            else None,
            "position": Bilingual(
                "Мемлекеттік корпорация филиалының халыққа қызмет көрсету бөлімінің бас маманы",
                "Главный специалист отдела обслуживания населения филиала Государственной корпорации",
            )
            if self.long
            else Bilingual("оператор", "оператор"),
            "desk": 112 if self.long else 7,
            "tent": self.long,
        }
        return NameplatePaper(head=self.head(None), **(given | more))

    def failure_act(self) -> FailureActPaper:
        ended = FILED + timedelta(hours=27 if self.long else 2)
        return FailureActPaper(
            head=self.head(CodeKind.PAPER),
            cause=self.said["long_cause" if self.long else "cause"],
            declared_by="Сынақова Гүлнәр Асқарқызы",
            declared_position=self.said["position"],
            started_at=FILED,
            ended_at=ended if self.long else None,
            ended_by="Тестов Асан Қайратұлы" if self.long else "",
            confirmations=tuple(
                FILED + timedelta(hours=n) for n in range(1, 26 if self.long else 2)
            ),
            lines=tuple(self._lines()),
        )

    def _lines(self) -> Iterator[JournalLinePaper]:
        purposes = list(Purpose)
        for n in range(400 if self.long else 8):
            # The second half of the long one came on the next day.
            arrived = FILED + timedelta(minutes=n % 200 * 2, days=n // 200)
            left, waiting = n % 11 == 3, not self.long and n == 7
            called = arrived + timedelta(minutes=6) if not (left or waiting) else None
            yield JournalLinePaper(
                order=n + 1,
                arrived_at=arrived,
                purpose=purposes[n % 4],
                operator=_OPERATORS[n % 3] if called else "",
                called_at=called,
                outcome=self._outcome(n, left=left, waiting=waiting),
                link=f"0214-26-017-{n:05d}" if called else "",
                left=left,
                entered_at=arrived + timedelta(hours=5, days=n % 2) if n % 5 == 0 else None,
            )

    def _outcome(self, n: int, *, left: bool, waiting: bool) -> str:
        if left:
            return str(self.said["left"])
        return "" if waiting else str(self.said["outcomes"][n % 4])

    def blank_journal(self) -> BlankJournalPaper:
        return BlankJournalPaper(head=self.head(CodeKind.PAPER), sheets=3 if self.long else 1)
