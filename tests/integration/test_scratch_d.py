import pytest
from django.db import connection
def tables(): 
    return connection.introspection.table_names()
@pytest.mark.django_db
def test_a():
    assert "organizations_person" in tables()
def test_c(committed, engine):
    assert "organizations_person" in tables()
    with connection.cursor() as c:
        c.execute("create table x(a int)")
def test_d(committed):
    assert "x" not in tables()
