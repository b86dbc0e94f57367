"""The robot: plays a scenario through the real windows, by keys, cards and codes, and tells each step."""

from ui.robot.run import play

__all__ = ["play"]
