"""Pages of rounds, of the questionnaire and of what follows from them."""
