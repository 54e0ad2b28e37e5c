"""Pages of the media library."""
