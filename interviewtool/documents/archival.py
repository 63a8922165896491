"""Makes a PDF archival: PDF/A-2b (ISO 19005-2), checked on the bytes that are returned, entirely in memory.

`pikepdf.pdfa.save` is not used: into a stream it goes through a temporary file, and a document never touches the disk
in clear; and its preparation dates the metadata with the time of the call, which would make equal documents differ.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

from interviewtool.garbage import uncollected

PRODUCER = "interviewtool"


@uncollected()  # pikepdf lets other threads run while it opens; a collection in one of them was seen to end the process
def archival(pdf: bytes, *, title: str, language: str, created: datetime) -> bytes:
    """The document as PDF/A-2b with an sRGB output intent.

    title: shown by readers in place of the file's name. language: uk, ru or en, for screen readers. created: aware.
    Raises pikepdf.pdfa.PdfaError where the result does not conform: a bug of ours.
    """
    import pikepdf
    from pikepdf import pdfa

    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:  # reportlab writes one, PDF/A forbids it (ISO 19005-2, 6.10)
                del page["/Trans"]
        pdfa.prepare(document, "2b", output_intent="sRGB")
        root = document.Root
        root.Metadata = document.make_stream(_xmp(title, language, created), Type=pikepdf.Name.Metadata)
        root.Metadata.Subtype = pikepdf.Name.XML
        root.Lang = pikepdf.String(language)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        stamp = pikepdf.String(_pdf_date(created))
        document.trailer.Info = document.make_indirect(
            pikepdf.Dictionary(Title=title, Creator=PRODUCER, Producer=PRODUCER, CreationDate=stamp, ModDate=stamp)
        )
        settings = pdfa.resolve_save_kwargs("2b", deterministic_id=True, min_version="1.7")
        written = BytesIO()
        document.save(written, **settings)
    check_archival(written.getvalue())
    return written.getvalue()


@uncollected()
def check_archival(pdf: bytes) -> None:
    """Raise pikepdf.pdfa.PdfaError unless these very bytes are PDF/A-2b. A signed document can no longer be checked."""
    from pikepdf import pdfa

    report = pdfa.validate_written(BytesIO(pdf), "2b")
    if not report.passed:
        raise pdfa.PdfaError(report)


def _pdf_date(time: datetime) -> str:
    """ISO 32000-1, 7.9.4."""
    offset = time.strftime("%z") or "+0000"
    return f"D:{time:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _xmp(title: str, language: str, created: datetime) -> bytes:
    """The metadata packet; it must say the same as the information dictionary (ISO 19005-2, 6.6.3)."""
    time = created.replace(microsecond=0).isoformat()
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
   <xmp:CreateDate>{time}</xmp:CreateDate>
   <xmp:ModifyDate>{time}</xmp:ModifyDate>
   <xmp:MetadataDate>{time}</xmp:MetadataDate>
   <pdf:Producer>{PRODUCER}</pdf:Producer>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
