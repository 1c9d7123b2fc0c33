"""A class, found by any part of its code or title."""

from typing import Any

from umdesk.ui.widgets.choices import ChoiceField

NOT_CHOSEN = "Not chosen yet"


class ClassField(ChoiceField):
    """Choose a class; what is typed is enough once it fits a single one ("5157")."""

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(
            label, blank=NOT_CHOSEN, searchable=True, required=required, hint="type a part of the code or the title"
        )

    def value(self) -> Any:
        """The code of the class; ValueError with a sentence when what is typed fits none, or several."""
        typed = self.box.currentText().strip().casefold()
        texts = [self.box.itemText(place) for place in range(self.box.count())]
        fitting = [place for place, text in enumerate(texts) if place and typed and typed in text.casefold()]
        exact = [place for place, text in enumerate(texts) if text.casefold() == typed]
        if not typed:
            return None
        if len(exact or fitting) == 1:
            place = (exact or fitting)[0]
            if place != self.box.currentIndex() or texts[place] != self.box.currentText():
                self.box.setCurrentIndex(place)
                self.box.setEditText(texts[place])
            return self.box.itemData(place)
        if fitting:
            raise ValueError(f"{len(fitting)} classes fit. Type more, or choose one of the list.")
        raise ValueError("No class fits. Choose one of the list, or ask for it to be added to the classes.")
