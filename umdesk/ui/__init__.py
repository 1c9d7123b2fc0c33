"""Qt widgets: one package a tab, plus shared widgets and the operation runner."""

from umdesk.ui.constants import keep_constants_alive

keep_constants_alive()  # before the first call into Qt, whichever screen or test makes it
