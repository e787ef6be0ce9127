"""Readers put lines in, text with marked headings leaves."""

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

    def add(self, line: str, level: int = 0) -> None:
        """Append a paragraph; ``level`` from 1 marks a heading, blank lines are left out."""
        for part in line.split("\n"):
            if part := part.strip():
                if level:
                    self.headings.append(Heading((self.length, self.length + len(part)), level))
                self.parts.append(part)
                self.length += len(part) + 1

    def content(self, problems: tuple[Problem, ...] = ()) -> Content:
        """The lines joined by single line breaks."""
        return Content("\n".join(self.parts), None, tuple(self.headings), problems)


def row(cells: list[str]) -> str:
    """A table row as one line, cells apart by tabs; white space inside a cell becomes one space."""
    return "\t".join(" ".join(cell.split()) for cell in cells).strip()
