"""Addresses of home, documents and jobs."""

from django.urls import path

from reports.views import documents, home, jobs

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<uuid:document_id>/", documents.download, name="document"),
    path("rounds/<uuid:round_id>/report/", documents.round_report, name="round_report"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/retry/", jobs.job_retry, name="job_retry"),
    path("jobs/<uuid:job_id>/cancel/", jobs.job_cancel, name="job_cancel"),
]
