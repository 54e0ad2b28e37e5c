# For hands that type make; the work is in dev.py, which also runs where make is missing.
CHORES := run test setup lint messages lock screenshots clean

.PHONY: help benchmark $(CHORES)

help:
	@python3 dev.py

$(CHORES):
	@python3 dev.py $@ $(ARGS)

benchmark:
	@python3 dev.py benchmark $(NAME) $(ARGS)
