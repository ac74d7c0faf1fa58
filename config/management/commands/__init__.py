"""The long-running processes beside the web server."""
