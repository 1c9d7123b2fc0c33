"""What the menus do: the controller of the main window."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from umdesk.domain.words import Role
from umdesk.ui import theme
from umdesk.ui.backups.desk import BackupDesk
from umdesk.ui.finding.button import FindButton
from umdesk.ui.locking import Locker
from umdesk.ui.menus import MOST_TABS, Menus
from umdesk.ui.remembered import Remembered
from umdesk.ui.statusline import StatusLine
from umdesk.ui.theme import Scheme
from umdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from umdesk.domain.errors import UserError
    from umdesk.services.programs import Announced, Program
    from umdesk.ui.finding.finder import Finder
    from umdesk.ui.help import HelpDock
    from umdesk.ui.runner import Progress

Act = Callable[[], object]


def _make_demo(place: Path, progress: "Progress") -> Path:
    """Make the demo in a folder; gives its program folder."""
    from umdesk.jobs import demo  # noqa: PLC0415 -- not for the welcome page

    return demo.make_demo(place, progress=progress).program


class Frame(QObject):
    """Puts window, menus and status line together and opens and closes programs.

    `make_demo` makes the demo in a folder, gives its program folder, and takes its time.
    """

    def __init__(self, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.remembered = remembered
        self.make_demo: Callable[[Path, Progress], Path] = _make_demo
        self.window = MainWindow(remembered)
        self.status = StatusLine()
        self.window.setStatusBar(self.status)
        self.locker = Locker(self.window, self)
        self.menus = Menus(self.window.menuBar(), self._acts(), self.window)
        self.menus.show_scheme(remembered.scheme)
        self.help: HelpDock | None = None
        self.finder: Finder | None = None
        FindButton(self.menus.anything, self.window.menuBar())
        self.status.undo_wanted.connect(partial(self._step, "undo"))
        self.status.lock_wanted.connect(self.locker.lock)
        self.status.switch_wanted.connect(self.locker.switch)
        self.locker.sign_in_wanted.connect(self.open_folder)
        self.locker.unlocked.connect(self._update_actions)
        self.window.runner.started.connect(self.status.tasks.add)
        self.window.runner.ended.connect(self.status.tasks.remove)
        self.window.page_changed.connect(self._page_changed)
        welcome = self.window.welcome
        welcome.open_wanted.connect(self.open_folder)
        welcome.choose_wanted.connect(self._choose)
        welcome.create_wanted.connect(self._create)
        welcome.demo_wanted.connect(self.open_demo)
        self.backups = BackupDesk(self.window, self.status, self.open_window, self)
        self._page_changed()

    # --- opening and closing -------------------------------------------------------------------------------------

    def open_folder(self, folder: Path, password: str = "") -> None:
        """Ask for the password of a program folder; `password` is entered when everybody knows it (the demo's)."""
        from umdesk.services import programs  # noqa: PLC0415 -- not for the welcome page
        from umdesk.ui.signin import SignInPage  # noqa: PLC0415 -- not for the welcome page

        damaged = partial(self.backups.refuse, folder)
        accounts = self.window.runner.now(programs.account_names, folder, refused=damaged)
        if accounts is None:
            return
        self.window.close_program()
        page = SignInPage(folder, accounts, self.window.runner)
        page.opened.connect(self.show_program)
        page.given_up.connect(self.window.show_welcome)
        page.restore_wanted.connect(self.backups.restore)
        page.repair_wanted.connect(self.backups.repair)
        self.window.show_page(page)
        if password:
            page.fill_in(password)
        else:
            page.setFocus()

    def open_demo(self) -> None:
        """Make the demo in the person's own data folder unless it is there, and open it."""
        if self.window.runner.busy:  # it is being made
            return
        import platformdirs  # noqa: PLC0415 -- not for the welcome page

        place = platformdirs.user_data_path("umdesk", appauthor=False, roaming=False) / "demo"
        there = place / "demo.umdesk"
        if (there / "keys.json").is_file():
            self.open_folder(there, "demo")
            return

        asked_on = self.window.pages.currentWidget()

        def show(folder: Path) -> None:
            if self.window.pages.currentWidget() is asked_on:
                self.open_folder(folder, "demo")
            else:  # another program was opened meanwhile, which the demo must not close
                self.window.runner.tell("The demo is made.", "Open the demo", self.open_demo)

        self.window.runner.later(
            partial(self.make_demo, place),
            show,
            owner=self.window,
            title="Making the demo",
            cancellable=True,
        )

    def show_program(self, program: "Program", why: "UserError | None" = None) -> None:
        """Show an open program; `why` says what kept it from being opened for writing."""
        self.window.show_program(program, why)
        workspace = self.window.workspace
        if workspace is None:
            return
        context = workspace.context
        context.announced.connect(self._announced)
        context.typing.connect(self.status.show_typing)
        context.saved.connect(lambda: self.status.show_saved(datetime.now(UTC)))
        context.kept.connect(self.status.show_kept)
        context.help_wanted.connect(self.show_help)
        context.window_wanted.connect(self.open_window)
        context.person_wanted.connect(lambda person: self.open_window(f"person {person}") if person else None)
        context.actions_changed.connect(self._update_actions)
        workspace.tab_shown.connect(self._update_actions)
        self._update_actions()
        self.locker.follow(context)
        if not program.writable:
            self.status.show_look_only()
        self.backups.watch(context)
        self._tell_at_open(program)

    def _tell_at_open(self, program: "Program") -> None:
        """Say what is wrong with the place of the program, and which typing was recovered, in one message."""
        from umdesk.services import disclosures, drafts, places  # noqa: PLC0415 -- not for the welcome page
        from umdesk.ui.recovered import way_to  # noqa: PLC0415 -- not for the welcome page

        said = [remark.text for remark in places.judge(program.folder)[:1]]
        found = drafts.recovered(program)
        count = len({typed.record for typed in found})
        workspace = self.window.workspace
        show = way_to(found, workspace, workspace.context.window_wanted.emit) if workspace is not None else None
        if count:
            where = "one record" if count == 1 else f"{count} records"
            said.append(
                f"Typing that was not finished last time was recovered in {where}. It is marked where it stands and is "
                "not part of the record until you leave the field."
            )
        if workspace is not None and workspace.context.may("disclosures.left_unrecorded"):
            said += disclosures.left_unrecorded(program)
        if said:
            self.window.messages.notice(
                " ".join(said),
                "Show it" if show else "",
                show,
            )

    def show_help(self, page: str = "") -> None:
        """Show a help page beside the work, that of the place one is in without a name."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 -- not for the welcome page

        from umdesk.ui.help import HelpDock  # noqa: PLC0415 -- not for the welcome page

        if self.help is None:
            self.help = HelpDock(self.window)
            self.help.closed.connect(self.window.pages.setFocus)
            self.window.escaped.connect(self.help.hide)
            self.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help)
        self.help.show_page(page or self.help_page())
        self.help.stay_in_view(QApplication.activeWindow())

    def find_anything(self) -> None:
        """Open the search over everything."""
        from umdesk.ui.finding.finder import Finder  # noqa: PLC0415 -- not for the welcome page

        if self.finder is None:
            self.finder = Finder(self.window, self.show_help, self)
        self.finder.open()

    def help_page(self) -> str:
        """The name of the help page of the place in view, or of the window beside the work that one is in."""
        beside = QApplication.activeWindow()
        if self.help is not None and beside is self.help:
            return self.help.current_page()
        if isinstance(beside, QDialog):
            return str(getattr(beside, "help_page", "index"))
        workspace = self.window.workspace
        place = workspace.current() if workspace is not None else self.window.pages.currentWidget()
        return str(getattr(place, "help_page", "index"))

    # --- what the menus do ---------------------------------------------------------------------------------------

    def _acts(self) -> dict[str, Act]:
        acts: dict[str, Act] = {
            "create": self._create,
            "choose": self._choose,
            "demo": self.open_demo,
            "print": self._print,
            "lock": self.locker.lock,
            "switch": self.locker.switch,
            "close_program": self.window.close_program,
            "quit": self.window.close,
            "undo": partial(self._step, "undo"),
            "redo": partial(self._step, "redo"),
            "find": lambda: self._in_tab("find"),
            "save_list": lambda: self._in_tab("save_list"),
            "anything": self.find_anything,
            "larger": lambda: self.window.set_zoom(self.remembered.zoom + 10),
            "smaller": lambda: self.window.set_zoom(self.remembered.zoom - 10),
            "normal": lambda: self.window.set_zoom(100),
            "help": self.show_help,
            "contents": lambda: self.show_help("index"),
        }
        beside = (
            "history", "settings", "accounts", "backups", "password", "recovery", "key", "dump", "check", "shortcuts",
            "about", "duplicates", "letters", "could-apply", "classes", "window", "form", "units", "holidays",
            "catalogue", "scans", "resources", "worksheets", "papers",
        )  # fmt: skip
        for name in beside:
            acts[name] = partial(self.open_window, name)
        for scheme in Scheme:
            acts[f"scheme {scheme.value}"] = partial(self._set_scheme, scheme)
        for place in range(MOST_TABS):
            acts[f"tab {place + 1}"] = partial(self._go_to_tab, place)
        return acts

    def open_window(self, name: str) -> QDialog | None:
        """Open one of the windows of the Program and Help menus beside the work."""
        from umdesk.ui import sidewindows  # noqa: PLC0415 -- not for the welcome page

        workspace = self.window.workspace
        if workspace is not None:
            workspace.settle()
        opened = sidewindows.make(name, workspace.context if workspace else None, self.window)
        if opened is not None:
            opened.show()
        return opened

    def _create(self) -> None:
        from umdesk.ui.newprogram import NewProgramPage  # noqa: PLC0415 -- not for the welcome page

        self.window.close_program()
        page = NewProgramPage(self.window.runner)
        page.made.connect(self.show_program)
        page.given_up.connect(self.window.show_welcome)
        self.window.show_page(page)

    def _choose(self) -> None:
        folder = self.window.choose_folder()
        if folder is not None:
            self.open_folder(folder)

    def _step(self, which: str) -> None:
        if self.window.workspace is not None:
            getattr(self.window.workspace, which)()
            self._update_actions()

    def _in_tab(self, what: str) -> None:
        workspace = self.window.workspace
        if workspace is not None and hasattr(workspace.current(), what):
            getattr(workspace.current(), what)()

    def _print(self) -> None:
        from umdesk.ui.preview import PreviewPane  # noqa: PLC0415 -- not for the welcome page

        tab = self.window.workspace.current() if self.window.workspace is not None else None
        if tab is None:
            return
        if hasattr(tab, "print_current"):
            tab.print_current()
            return
        for preview in tab.findChildren(PreviewPane):
            if preview.isVisible() and preview.page_count():
                preview.ask_for_printer()
                return
        self.window.messages.notice("There is no page in view to print. Open a plan or a report first.")

    def _go_to_tab(self, place: int) -> None:
        if self.window.workspace is not None:
            self.window.workspace.tabs.setCurrentIndex(place)

    def _set_scheme(self, scheme: Scheme) -> None:
        self.remembered.scheme = scheme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)

    # --- what follows --------------------------------------------------------------------------------------------

    def _page_changed(self) -> None:
        workspace = self.window.workspace
        is_locked = self.window.covered is not None
        self.menus.show_locked(is_locked=is_locked)
        self.menus.show_recent([] if is_locked else self.remembered.recent(), self.open_folder)
        if workspace is None:
            self.menus.show_open(is_open=False)
            self.menus.show_tabs(())
            self.menus.show_steps("", "")
            if not is_locked:  # what the status line says of a locked program holds on
                self.status.show_program("")
        else:
            account = workspace.context.program.account
            self.menus.show_open(is_open=True, may=workspace.context.sees, sees_all=workspace.context.sees_all)
            self.menus.show_tabs([place.name for place in workspace.places])
            roles = ", ".join(role for role in Role if role in account.roles)
            looking = ", looking only" if workspace.context.only_reads else ""
            self.status.show_program(f"{roles.capitalize()}: {account.name}{looking}")

    def _announced(self, _announced: "Announced") -> None:
        self.status.show_saved(datetime.now(UTC))
        QTimer.singleShot(0, self._update_actions)  # once the operation that announced is over

    def _update_actions(self) -> None:
        workspace = self.window.workspace
        if workspace is None:
            return
        undo, redo = workspace.undo_text(), workspace.redo_text()
        self.menus.show_steps(undo, redo)
        self.status.show_undo(undo)
        current = workspace.current()
        self.menus.find.setEnabled(hasattr(current, "find"))
        self.menus.save_list.setEnabled(hasattr(current, "save_list"))
