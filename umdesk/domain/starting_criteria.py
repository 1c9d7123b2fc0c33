"""The criteria that a new cycle starts with."""

#: What a new cycle starts with: a suggestion of umdesk's, no law or state form asks for these. Each has
#: (name, description, maximum, weight, level descriptions).
STARTING_POINT: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    (
        "Interest and goals", "How clearly the applicant says where they want to go and why.", "5", "3",
        {"0": "No goal is named.", "3": "A goal is named, with some reasons.", "5": "A clear goal, well reasoned."},
    ),
    (
        "Effort so far", "Courses, reading, volunteering or tasks taken on beyond the present duties.", "5", "3",
        {"0": "None is shown.", "3": "Some effort within the last years.", "5": "Steady effort, well described."},
    ),
    (
        "Related experience", "Work, paid or not, that bears on the target class.", "5", "2",
        {"0": "None is shown.", "3": "Some of it bears on the target class.", "5": "Much of it bears on it."},
    ),
    (
        "Communication", "How well the statement is organized and written.", "5", "2",
        {"0": "Hard to follow.", "3": "Clear in most places.", "5": "Clear and well organized throughout."},
    ),
)  # fmt: skip
