"""The one counter that every surface knocks at: ``submit(command) → Future[Outcome]``."""

from app.desk.counter import Desk
from app.desk.place import DeskPlace
from app.desk.system import SystemClock, SystemIds

__all__ = ["Desk", "DeskPlace", "SystemClock", "SystemIds"]
