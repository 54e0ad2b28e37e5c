"""The interface for machines, version 1: one endpoint a file. What an answer holds is its type (api/shapes.py), from
which the OpenAPI description is made."""
