"""The independent computation: the design's progress in slow plain Python, from CSV files and known values.

It shares no code with the product and is written from the design's text: an error in one is a difference.
"""
