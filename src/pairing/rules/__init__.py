"""Rules: one file each, in the folder of the part it is about.

A rule's file holds its parameters, its words, the terms it compiles to and its
judgement of a finished plan. A new file in ``pairs/``, ``mentors/``, ``teams/`` or
``seats/`` is a new rule; nothing else has to know.
"""
