"""What is done with pictures, recordings and attachments."""
