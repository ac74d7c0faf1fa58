"""The demo organization: a story told through the same services as every other organization's."""
