"""Tenants, people, roles, invitations, jobs and the audit trail."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
