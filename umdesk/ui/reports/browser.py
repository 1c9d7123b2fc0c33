"""Shows the page of a report: Tab goes from number to number, Enter opens one, what is copied keeps its table."""

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextLine,
    QTextOption,
    QTextTable,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from umdesk.ui.reports.page import CHART, Look, Picture
from umdesk.ui.theme import SPACE_16, Tone, is_high_contrast, tone_colour

_BOX_CHARACTERS = 26
_OURS = re.compile(r"</?a\b[^>]*>|<img\b[^>]*>")
"""Links and pictures, which lead nowhere outside."""
_PICTURE, _NEW_LINE = "\ufffc", "\u2028"
"""What stands for a picture and for a new line in a text."""
_MOST_BOXES = 5
_RING = 2.0
"""The width of the ring around a link in pixels, and how far it stands from its letters."""
_STEP = 80
"""Pixels by which the page has to become wider or narrower to be made anew."""


class ReportBrowser(QTextBrowser):
    """The page, read-only. `number_wanted` and the like come through `followed`, which carries a link of the page.

    `looks_otherwise` asks for the page anew: the palette, the size of the text or the number of boxes side by side is
    another one.
    """

    followed = Signal(str)
    looks_otherwise = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Report")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # a narrow column of a table cuts no word
        self.document().setDocumentMargin(SPACE_16)
        self.document().setIndentWidth(SPACE_16)
        self._drawings: dict[str, QImage] = {}
        self._shown_as: Look | None = None
        self._left = self._marked = ""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(50)
        self._calm.timeout.connect(self._look_again)
        self.anchorClicked.connect(self._followed)
        self.selectionChanged.connect(self.viewport().update)  # the ring is wider than what Qt paints anew

    def look(self) -> Look:
        """How a page looks here: our palette or the desktop's, our size of text, our width."""
        palette = self.palette()

        def colour(role: QPalette.ColorRole) -> str:
            return palette.color(role).name()

        points = self.font().pointSizeF()
        room = self.viewport().width() // (self.fontMetrics().averageCharWidth() * _BOX_CHARACTERS)
        return Look(
            text=colour(QPalette.ColorRole.Text),
            quiet=colour(QPalette.ColorRole.PlaceholderText),
            link=colour(QPalette.ColorRole.Link),
            line=colour(QPalette.ColorRole.Mid),
            tint=colour(QPalette.ColorRole.Window),
            attention=tone_colour(Tone.ATTENTION).name(),
            points=points,
            boxes=min(max(room, 1), _MOST_BOXES),
            width=(self.viewport().width() - 2 * SPACE_16) // _STEP * _STEP,
            points_to_pixels=self.logicalDpiY() / 72,
            frame=colour(QPalette.ColorRole.Mid) if is_high_contrast(palette) else "",
        )

    def show_html(self, html: str, look: Look, drawings: Mapping[str, Picture], *, keep_place: bool) -> None:
        """Show a page made for this look; `keep_place` keeps what is in view and the link that one is at.

        `drawings` are the charts by their place.
        """
        at, link = self.verticalScrollBar().value(), self.current_link() if self.hasFocus() else ""
        self._shown_as = look
        self._drawings = {place: _drawn(one, self.devicePixelRatioF()) for place, one in drawings.items()}
        self.setHtml(html)
        if keep_place:
            if link:
                self.go_to_link(link)
            self.verticalScrollBar().setValue(at)
        else:
            self._left = ""
        self.mark(self._marked)
        self._calm.start()  # the window may have become wider while the page was made

    def mark(self, link: str) -> None:
        """Mark the link whose list is open, "" for none."""
        self._marked = link
        found = QTextEdit.ExtraSelection()
        cursor = self._find_link(link) if link else None
        if cursor is not None:
            found.cursor = cursor
            shade = found.format
            shade.setBackground(self.palette().color(QPalette.ColorRole.Highlight))
            shade.setForeground(self.palette().color(QPalette.ColorRole.HighlightedText))
        self.setExtraSelections([found] if cursor is not None else [])

    def current_link(self) -> str:
        """The link that Tab or a click came to last, "" for none."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if cursor.hasSelection() else ""

    def go_to_link(self, link: str) -> bool:
        """Go to a link as Tab does; False when the page has it no longer."""
        cursor = self._find_link(link)
        if cursor is not None:
            self.setTextCursor(cursor)
        return cursor is not None

    def links(self) -> list[str]:
        """The links of the page in its order."""
        found: list[str] = []
        block = self.document().begin()
        while block.isValid():
            found += [fragment.charFormat().anchorHref() for fragment in _fragments(block)]
            block = block.next()
        return [link for link in found if link]

    # What Qt asks

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """The picture of a chart."""
        what, _, place = QUrl(url).toString().partition(":")
        if kind == QTextDocument.ResourceType.ImageResource.value and what == CHART:
            return self._drawings.get(place)
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: formatted, and as text with tabs between the cells of a table."""
        mime = QMimeData()
        mime.setHtml(_OURS.sub("", super().createMimeDataFromSelection().html()))
        mime.setText(selected_text(self.textCursor()))
        return mime

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What one can do with the text, without copying links that lead nowhere outside."""
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():
            if action.objectName() == "link-copy":
                menu.removeAction(action)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around the link that has the focus, as around a button: Qt's own is a faint dotted line."""
        super().paintEvent(event)
        rings = self.rings()
        if rings:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _RING))
            for ring in rings:
                painter.drawRoundedRect(ring, _RING, _RING)
            painter.end()

    def rings(self) -> list[QRectF]:
        """Where the link that has the focus stands in the view: a rectangle for each of its lines."""
        cursor = self.textCursor()
        if not self.hasFocus() or not self.current_link():
            return []
        block = self.document().findBlock(cursor.selectionStart())
        first, last = (at - block.position() for at in (cursor.selectionStart(), cursor.selectionEnd()))
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        corner -= QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        found, layout = [], block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begins, ends = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begins < ends:
                left, right = _across(line, begins), _across(line, ends)
                box = QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height())
                found.append(box.adjusted(-_RING, 0, _RING, 0))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens a number as Enter does; on the page itself it goes on by a page."""
        link = self.current_link()
        if event.key() == Qt.Key.Key_Space and link and not event.modifiers():
            self.followed.emit(link)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remember the link that one was at: Qt forgets it."""
        self._left = self.current_link() or self._left
        self.viewport().update()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on where one was, except when Tab comes to the page."""
        super().focusInEvent(event)
        self.viewport().update()
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._left and not by_tab and event.reason() is not Qt.FocusReason.MouseFocusReason:
            at = self.verticalScrollBar().value()
            self.go_to_link(self._left)
            self.verticalScrollBar().setValue(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for more boxes, or fewer."""
        super().resizeEvent(event)
        self._calm.start()

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._calm.start()

    def _find_link(self, link: str) -> QTextCursor | None:
        block = self.document().begin()
        while block.isValid():
            if (cursor := _link_in(block, link)) is not None:
                return cursor
            block = block.next()
        return None

    def _look_again(self) -> None:
        if self._shown_as is not None and self.look() != self._shown_as:
            self.looks_otherwise.emit()

    def _followed(self, url: QUrl) -> None:
        link = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if self.current_link() != link:
            at = self.verticalScrollBar().value()
            self.go_to_link(link)
            self.verticalScrollBar().setValue(at)
        self.followed.emit(link)


def selected_text(cursor: QTextCursor) -> str:
    """The selected text, with tabs between the cells of a table and each row on a line."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    block, text, cell = cursor.document().findBlock(first), "", None
    begun = False
    while block.isValid() and block.position() <= last:
        words = block.text()[max(first - block.position(), 0) : last - block.position()].replace(_PICTURE, "")
        here = _cell_of(block)
        if begun:
            text += _between(cell, here)
        text += " ".join(words.split()) if here else words.replace(_NEW_LINE, "\n")
        begun, cell, block = True, here, block.next()
    return text.strip("\n")


def _between(cell: tuple[int, int, int] | None, here: tuple[int, int, int] | None) -> str:
    """What parts two blocks: nothing but a space in one cell, a tab in one row, else a new line."""
    if here is None or cell is None or here[:2] != cell[:2]:
        return "\n"
    return " " if here == cell else "\t"


def _cell_of(block: QTextBlock) -> tuple[int, int, int] | None:
    """The table, the row and the column in which a block stands, None outside of tables."""
    table: QTextTable | None = QTextCursor(block).currentTable()
    if table is None:
        return None
    cell = table.cellAt(block.position())
    return table.firstPosition(), cell.row(), cell.column()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found, at = [], block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def _across(line: QTextLine, place: int) -> float:
    """How far from the left of its text a place in a line is."""
    found: Any = line.cursorToX(place)  # with the place beside it
    return float(found[0])


def _link_in(block: QTextBlock, link: str) -> QTextCursor | None:
    """The link in a block, selected."""
    for fragment in _fragments(block):
        if fragment.charFormat().anchorHref() == link:
            cursor = QTextCursor(block)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            return cursor
    return None


def _drawn(picture: Picture, ratio: float) -> QImage:
    """A drawing as large as the page shows it, on a screen of this ratio."""
    image = QImage(
        round(picture.width * ratio), round(picture.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(picture.svg)).render(painter, QRectF(0, 0, picture.width, picture.height))
    painter.end()
    return image
