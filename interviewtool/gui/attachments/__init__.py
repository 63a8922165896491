"""Files of an interview in the window: picked, pasted or dropped, sealed, and shown from memory."""

from interviewtool.gui.attachments.file_view import FileView
from interviewtool.gui.attachments.files import PageFiles, ReceivedFiles, SessionFiles
from interviewtool.gui.attachments.incoming import Incoming, clipboard_file, file_in
from interviewtool.gui.attachments.picture import drawn
from interviewtool.gui.attachments.scaled_picture import ScaledPicture

__all__ = [
    "FileView",
    "Incoming",
    "PageFiles",
    "ReceivedFiles",
    "ScaledPicture",
    "SessionFiles",
    "clipboard_file",
    "drawn",
    "file_in",
]
