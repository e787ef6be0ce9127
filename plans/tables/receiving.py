"""A file that somebody sent enters, its name and bytes leave."""

from plans.tables.reading import LARGEST_MB, TableError


def received(file):
    """Name and bytes of the file of a request; raises ``TableError``."""
    if file is None:
        raise TableError("还没有选择文件。请选择从本页下载并填好的表格。")
    if file.size > LARGEST_MB * 1024**2:
        raise TableError(f"文件超过 {LARGEST_MB} MB。请去掉图片和无关的工作表后再上传。")
    return file.name[:255], file.read()
