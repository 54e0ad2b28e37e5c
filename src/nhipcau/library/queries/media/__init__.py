"""What is asked about pictures, recordings and attachments."""
