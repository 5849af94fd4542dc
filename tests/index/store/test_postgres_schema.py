"""The tables in PostgreSQL are those of the file."""

from contextlib import closing
from pathlib import Path

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.postgres_catalog import open_postgres_catalog
from article_qa.index.store.postgres_schema import STEP_COUNT, steps
from article_qa.index.store.postgres_sql import adapted
from tests.postgres import PostgresServer

# FTS5's own tables, and what is kept of it; and what only a server has.
KEYWORDS = "keyword"
SERVERS_OWN = ("catalog_version", "leases")


def test_both_have_the_same_columns_in_the_same_order(postgres: PostgresServer, tmp_path: Path) -> None:
    with closing(Catalog(tmp_path / "catalog.sqlite3")) as file:
        tables = [name for (name,) in file.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            table: [name for (name,) in file.database.rows("SELECT name FROM pragma_table_info(?)", table)]
            for table in tables
            if not table.startswith((KEYWORDS, "sqlite_"))
        }
    with closing(open_postgres_catalog(postgres.library(), create=True)) as server:
        found: dict[str, list[str]] = {}
        for table, column in server.database.rows(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
        ):
            found.setdefault(table, []).append(column)
    kept = {
        table: [name for name in names if name != "rowid"]
        for table, names in found.items()
        if not table.startswith((KEYWORDS, *SERVERS_OWN))
    }
    assert kept == columns


def test_every_step_is_counted() -> None:
    assert len(steps()) == STEP_COUNT


def test_statements_are_adapted() -> None:
    assert adapted("SELECT a FROM t WHERE b = ?2 OR c = ?1 OR d = ?2") == (
        "SELECT a FROM t WHERE b = %s OR c = %s OR d = %s",
        (1, 0, 1),
    )
    assert adapted("INSERT OR IGNORE INTO t VALUES (?,?)") == (
        "INSERT INTO t VALUES (%s,%s) ON CONFLICT DO NOTHING",
        (0, 1),
    )
    assert adapted("SELECT 1 FROM t WHERE 1 AND +p.a IN () LIMIT ?")[0] == (
        "SELECT 1 FROM t WHERE TRUE AND p.a IN (NULL) LIMIT nullif(%s::bigint, -1)"
    )


def test_the_server_soon_notices_that_a_machine_is_gone(postgres: PostgresServer) -> None:
    with closing(open_postgres_catalog(postgres.library(), create=True)) as catalog:
        facts = {
            name: int(catalog.database.value(f"SHOW tcp_keepalives_{name}")) for name in ("idle", "interval", "count")
        }
    assert facts["idle"] + facts["interval"] * facts["count"] <= 120
