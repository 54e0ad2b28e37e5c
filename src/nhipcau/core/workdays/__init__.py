"""Working days of Vietnam: pure functions over days. What a province decided is read in `core.queries`."""
