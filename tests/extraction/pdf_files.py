"""Builds small PDF files for tests: placed lines of Chinese text, ruled lines, pictures."""

from dataclasses import dataclass, field

HEIGHT = 842


@dataclass
class Sheet:
    """One page; places in points from the top left corner."""

    operators: list[str] = field(default_factory=list)

    def write(self, left: float, top: float, text: str, size: float = 12) -> "Sheet":
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {HEIGHT - top} Tm <{code}> Tj ET")
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        self.operators.append(f"{left} {HEIGHT - top} m {right} {HEIGHT - bottom} l S")
        return self

    def grid(self, lefts: list[float], tops: list[float]) -> "Sheet":
        for top in tops:
            self.rule(lefts[0], top, lefts[-1], top)
        for left in lefts:
            self.rule(left, tops[0], left, tops[-1])
        return self

    def picture(self) -> "Sheet":
        self.operators.append("q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q")
        return self


def pdf(*sheets: Sheet, locked: bool = False) -> bytes:
    """The bytes of a file with these pages; ``locked`` asks for a password that nobody knows."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for i, sheet in enumerate(sheets):
        stream = "\n".join(sheet.operators)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {6 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    security = ""
    if locked:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>")
        security = f" /Encrypt {len(objects)} 0 R /ID [<{key}> <{key}>]"
    return assembled(objects, security)


def assembled(objects: list[str], security: str) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R"
    return body + f"{tail}{security} >>\nstartxref\n{len(body)}\n%%EOF\n".encode("latin-1")
