"""What the pages of this app show, as values made of rows and instruments; every text is ready to print."""
