"""Terms: the few kinds of sentence that rules compile to and solvers understand.

A term knows no rule and no school: people are numbers, places are numbers. Each
bears the key of its ``owner``, so that a solver's answer can be told in the words
of whoever wrote the term.
"""
