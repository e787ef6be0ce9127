"""Notices that were issued enter, the sheet of their register leaves."""

from indicators.exporting import Sheet

HEAD = (
    "文号", "文种", "单位（学校）", "件数", "落款", "签发日", "要求反馈日", "签收人", "签收日",
    "签收方式", "回复情况",
)  # fmt: skip


def register(notices):
    """One line for each notice, the newest first."""
    return Sheet("督查通知登记簿", HEAD, [_line(notice) for notice in notices])


def _line(notice):
    receipt = getattr(notice, "receipt", None)
    signed = (None, None, "未签收")
    if receipt is not None:
        signed = (receipt.name, receipt.received_on, "纸质" if receipt.is_paper else "系统内")
    return (
        notice.number,
        notice.get_level_display(),
        notice.to_whom.name,
        len(notice.matters),
        notice.signer,
        notice.on,
        notice.answer_by,
        *signed,
        notice.answer_in_words,
    )
