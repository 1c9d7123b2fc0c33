"""The program year: what the coordinator keeps of it, one module a noun.

Whatever takes a program year refuses one that there cannot be (`dates.refuse_no_year`).
"""
