"""What every test run needs before the first import of Qt."""

import os

# Tests never open a window on the screen of whoever runs them.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("UMDESK_TEST_PLATFORM", "offscreen")
