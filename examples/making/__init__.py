"""Makes the documents and the labels of examples/ from one source for each, NAME.labelled.

source.py   what a source says: paragraphs, tables and the labels below them
labels.py   the labels as JSON, with paths counted from the markers
text.py     the document as plain text, with the place of every paragraph
word.py     the document as a Word file
page.py     the document as a PDF
"""
