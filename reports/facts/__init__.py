"""What pages of this app print, prepared: words and addresses, no rows."""
