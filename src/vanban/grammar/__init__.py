"""The small grammars: markers, numbers, dates, document numbers, names of organisations."""
