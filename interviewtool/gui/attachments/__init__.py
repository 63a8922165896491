"""Files of an interview in the window: picked, pasted or dropped, sealed, and shown from memory."""

from interviewtool.gui.attachments.file_view import FileView
from interviewtool.gui.attachments.file_window import FileWindow
from interviewtool.gui.attachments.files import Known, PageFiles, ReceivedFiles, SessionFiles
from interviewtool.gui.attachments.incoming import Incoming, clipboard_file, file_in, picture_file
from interviewtool.gui.attachments.picture import drawn
from interviewtool.gui.attachments.scaled_picture import ScaledPicture

__all__ = [
    "FileView",
    "FileWindow",
    "Incoming",
    "Known",
    "PageFiles",
    "ReceivedFiles",
    "ScaledPicture",
    "SessionFiles",
    "clipboard_file",
    "drawn",
    "file_in",
    "picture_file",
]
