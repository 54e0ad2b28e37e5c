"""base holds what all share; demo, production and test each say only what differs."""
