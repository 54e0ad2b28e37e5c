"""Every read of this room that is more than a get."""
