"""Parts of a submission enter, names of its fields leave."""

LONGEST = 40


def names_of(parts):
    """Key of every field that the paper shows -> what people call it."""
    names = {}
    for part in parts:
        names[part.key] = part.section.title
        names |= {line.key: str(line.item) for line in part.lines}
        names |= {task.key: task.title for task in part.tasks}
        names |= {item.key: item.purpose for item in part.money}
    return {key: str(name)[:LONGEST] for key, name in names.items()}
