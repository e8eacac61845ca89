"""How fast and how large it is: one module a question, each of which can be run alone; `make bench` runs all.

Nothing here is asserted: a figure depends on the machine, which every report names. Compare ratios.
"""
