"""A plan and a user enter; what was taken back, and what to tell them, leave."""

from django.contrib import messages

from plans import dropping, editing, history


def undone(plan, user, *, refusal):
    """Take back the user's last change in the plan: its rows, the level of a message, and its text.

    ``refusal`` is said where somebody else has changed the rows since; then nothing is taken back.
    """
    dropped = dropping.last_dropped(plan, user)
    if dropped and not history.changed_since(plan, user, dropped.dropped_at):
        dropping.take_back(plan, dropped.key, user=user, reason=history.UNDONE)
        return [], messages.SUCCESS, "已撤销上一步（1 条）。"
    try:
        rows = editing.undo(plan, user=user)
    except editing.Conflict:
        return [], messages.ERROR, refusal
    told = f"已撤销上一步（{len(rows)} 条）。" if rows else "没有可以撤销的操作。"
    return rows, messages.SUCCESS, told
