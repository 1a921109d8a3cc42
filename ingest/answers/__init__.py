"""What goes back to senders: marked workbooks and blank forms."""
