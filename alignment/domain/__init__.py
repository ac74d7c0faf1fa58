"""The rules of the questionnaire and its scores, in plain Python."""
