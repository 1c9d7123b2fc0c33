"""The reports of the program: each a pure function from plain facts to a `model.Report`."""
