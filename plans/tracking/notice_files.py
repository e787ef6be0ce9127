"""Notices enter, a Word document leaves: each on its page, with a receipt to cut off below."""

from plans import word
from plans.tracking.notices import chinese

HEAD = ("序号", "督办事项和要求", "完成时限", "目前进展", "灯")
WIDTHS = (12, 64, 27, 37, 16)
RECEIPT = ("收到单位（盖章）", "收到人（签字）", "收到时间", "联系电话")
RECEIPT_WIDTHS = (48, 38, 38, 32)
CUT = "┄" * 12


PREVIEW = "（预览，尚未出具）"


def document(notices, *, is_preview=False):
    """The bytes of the document; a preview says on every notice that it is none yet."""
    paper = word.Paper()
    for place, notice in enumerate(notices):
        if place:
            paper.turn()
        _write(paper, notice, is_preview)
    return paper.close()


def _write(paper, notice, is_preview):
    if is_preview:
        paper.line(PREVIEW, word.CELL, word.CENTRE)
    paper.line(notice.level.title, word.TITLE, word.CENTRE)
    paper.line(notice.number or "编号：", word.TEXT, word.RIGHT)
    paper.line(f"{notice.to.name}：")
    paper.line(notice.level.opening, indent=2)
    rows = [_cells(number, row) for number, row in enumerate(notice.rows, 1)]
    paper.table(WIDTHS, HEAD, rows)
    paper.line(notice.demand, indent=2)
    paper.line("")
    paper.line(notice.signer, align=word.RIGHT)
    paper.line(chinese(notice.on), align=word.RIGHT)
    _write_receipt(paper, notice)


def _cells(number, row):
    matter = row.matter
    asked = "\n".join(filter(None, (row.title, matter.text)))
    return (str(number), asked, f"{matter.due_on:%Y-%m-%d}", row.told, row.face.told)


def _write_receipt(paper, notice):
    paper.line(f"{CUT}　回　执　{CUT}", word.CELL, word.CENTRE)
    about = f"《{notice.level.title}》{notice.number}（{len(notice.rows)}件）已收到。"
    paper.line(about, word.CELL)
    paper.table(RECEIPT_WIDTHS, RECEIPT, [("", "", "", "")], height=14)
