"""Uploads judged by what they hold, never by what they are called: pure functions over bytes."""
