"""The answer to an ask at a device: a Future that says the device's fault where the lane said less."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
Explain = Callable[[BaseException], BaseException]


class Answer(Future[T]):
    """Follows another Future; ``explain`` puts its error into the words of the slot."""

    def __init__(self, asked: Future[T], explain: Explain) -> None:
        super().__init__()
        self._asked = asked
        self._explain = explain
        asked.add_done_callback(self._settle)

    def cancel(self) -> bool:
        """Take the ask back, or ask the running act to end; this Future follows."""
        return self._asked.cancel()

    def _settle(self, asked: Future[T]) -> None:
        if asked.cancelled():
            super().cancel()
            self.set_running_or_notify_cancel()
            return
        error = asked.exception()
        if error is None:
            self.set_result(asked.result())
        else:
            self.set_exception(self._explain(error))


def failed(error: BaseException) -> Future[T]:
    """A Future that has failed already."""
    answer: Future[T] = Future()
    answer.set_exception(error)
    return answer
