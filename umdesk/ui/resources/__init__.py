"""The window of the department's resources, with mentors, coaches and whom they are matched with."""
