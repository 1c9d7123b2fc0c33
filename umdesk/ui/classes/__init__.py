"""Classes and career ladders: the catalogue that the department owns."""
