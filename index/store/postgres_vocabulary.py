"""The words of a library whose catalog is in PostgreSQL."""

from article_qa.index.store.vocabulary import LAST, Vocabulary


class PostgresVocabulary(Vocabulary):
    """The words of one catalog, as `index.store.vocabulary` says."""

    def stems(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Stems that begin with `prefix`, and in how many passages each stands; at most `limit`, by the alphabet."""
        return self._database.rows(
            "SELECT term, passages FROM keyword_terms WHERE term >= ? AND term < ? ORDER BY term LIMIT ?",
            prefix,
            prefix + LAST,
            limit,
        )

    def _holding(self, stem: str, limit: int) -> list[int]:
        rows = self._database.rows(
            "SELECT passage FROM keyword_postings WHERE term = ? ORDER BY passage LIMIT ?", stem, limit
        )
        return [row[0] for row in rows]
