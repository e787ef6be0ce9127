"""Files of a request enter; more than people send at once are refused before they are kept."""

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler


class CountedFiles(FileUploadHandler):
    """Raises ``TooManyFilesSent``; a field that was left empty is no file and is not counted.

    Django's own limit counts empty fields too, of which a long form has hundreds. Every file that
    is kept is open until the request ends, and a process may have about a thousand open.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self._number = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._number += 1
        if self._number > settings.FILES_AT_ONCE:
            raise TooManyFilesSent("The request holds more files than settings.FILES_AT_ONCE.")

    def receive_data_chunk(self, raw_data, start):
        """The same chunk, for the handler that keeps it."""
        return raw_data

    def file_complete(self, file_size):
        """Nothing: another handler keeps the file."""
