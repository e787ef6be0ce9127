"""A sign enters, how it is shown leaves: always a word and a shape, never colour alone."""

from dataclasses import dataclass

from plans.tracking.looking import Mark, mark_of


@dataclass(frozen=True, slots=True)
class Face:
    """Class of the shape, the shape itself for paper and pictures, and the word."""

    css: str
    shape: str
    word: str

    @property
    def told(self):
        """Shape and word together, for files."""
        return f"{self.shape}{self.word}"


FACES = {
    Mark.RED: Face("bad", "✕", "红灯"),
    Mark.YELLOW: Face("warn", "▲", "黄灯"),
    Mark.BLUE: Face("on", "●", "蓝灯"),
    Mark.ON_TIME: Face("still", "■", "已办结"),
    Mark.LATE: Face("late", "◪", "逾期办结"),
}
INSIDE = Face("inside", "○", "未下发")


def face_of(sign):
    """How a sign is shown; None stands for what was not sent."""
    if sign is None:
        return INSIDE
    return face_of_mark(mark_of(sign))


def face_of_mark(mark):
    """How a mark is shown."""
    return FACES[mark]
