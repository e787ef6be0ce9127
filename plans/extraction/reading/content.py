"""Lines enter as a reader finds them, text with marked headings leaves."""

from dataclasses import dataclass, field

from plans.extraction.schema import Heading, Problem


@dataclass(frozen=True, slots=True)
class Content:
    """What one reader got out of a file's bytes."""

    text: str
    encoding: str | None = None
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Lines:
    """Paragraphs and table rows in reading order; headings keep their place."""

    parts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    length: int = 0

    def add(self, paragraph: str, level: int = 0) -> None:
        """Append a paragraph; ``level`` from 1 marks a heading, blank lines are left out."""
        for part in paragraph.split("\n"):
            line = " ".join(part.split())
            if line and level:
                self.headings.append(Heading((self.length, self.length + len(line)), level))
            self.put(line)

    def add_row(self, cells: list[str]) -> None:
        """Append a table row: one line, cells apart by tabs; a row of blank cells is left out.

        White space inside a cell becomes one space; empty cells at the end are dropped.
        """
        self.put("\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t"))

    def put(self, line: str) -> None:
        """Append a finished line unless it is blank."""
        if line:
            self.parts.append(line)
            self.length += len(line) + 1

    def take_back(self) -> None:
        """Remove the last line, which is no heading."""
        self.length -= len(self.parts.pop()) + 1

    def content(self, problems: tuple[Problem, ...] = ()) -> Content:
        """The lines joined by single line breaks."""
        return Content("\n".join(self.parts), None, tuple(self.headings), problems)


LONG_CELL = 600
"""Characters of a cell from which on its table lays out text: tasks in tables stay below 300."""
UNIT_ENDINGS = (*"局科室股组办校园所站处委院会府部馆队厅厂司乡镇", "中心", "街道")


def joined(lines: list[str]) -> str:
    """Lines of one table cell as one: units listed below each other are set apart by 、."""
    lines = [line for part in lines if (line := " ".join(part.split()))]
    if len(lines) > 1 and all(2 < len(line) < 16 and line.endswith(UNIT_ENDINGS) for line in lines):
        return "、".join(lines)
    return " ".join(lines)
