"""Work that needs several rooms: import a file, print and freeze, make a report, build the demo."""
