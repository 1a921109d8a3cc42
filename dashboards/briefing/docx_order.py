"""Properties of paragraphs and tables in the order that the schema of Word documents asks for."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

# ISO/IEC 29500-1: CT_PPr and CT_TblPr are sequences; Word may call a file damaged for less
_SEQUENCES = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription tblPrChange"
    ),
}
_ORDER = {
    qn(owner): [qn(f"w:{name}") for name in names.split()] for owner, names in _SEQUENCES.items()
}


def put(properties: BaseOxmlElement, element: BaseOxmlElement) -> None:
    """Add a property at its place.

    Args:
        properties: of a paragraph (`w:pPr`) or a table (`w:tblPr`).
        element: the property; none of its name is there yet.
    """
    order = _ORDER[properties.tag]
    place = order.index(element.tag)
    before = [one for one in properties if order.index(one.tag) < place]
    properties.insert(len(before), element)
