"""The tables of the catalog, as steps from an empty file to the newest version.

`PRAGMA user_version` counts the steps that a file has taken; opening it takes
the rest. A step is never edited once it is published: a change is a new step.
Statements end in `;` at the end of a line. They may call `indexed_text`, which is
`index/text/keywords.py`.
"""

APPLICATION_ID = 0x41514131  # "AQA1"

ARTICLES = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE, source TEXT NOT NULL, publisher TEXT, author TEXT,
    published TEXT, url TEXT, questions TEXT NOT NULL
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, embedded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX passages_of_article ON passages (article);
CREATE INDEX passages_pending ON passages (number) WHERE NOT embedded;
CREATE TABLE stale_vectors (id TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE keywords USING fts5(
    title, text, content='', tokenize="porter unicode61 remove_diacritics 2"
)
"""

# One row: what tells this library from another, and how often its vectors were written.
LIBRARY = """
CREATE TABLE library (id TEXT NOT NULL, vectors_version INTEGER NOT NULL);
INSERT INTO library VALUES (lower(hex(randomblob(8))), 0)
"""

ADDRESSES = """
CREATE TABLE pages (
    address TEXT PRIMARY KEY, article TEXT NOT NULL, sha256 TEXT NOT NULL, etag TEXT, modified TEXT
)
"""

# The same text under another outlet's name is an article of its own.
COPIES = """
CREATE TABLE articles_kept (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    sha256 TEXT NOT NULL, source TEXT NOT NULL, publisher TEXT, author TEXT,
    published TEXT, url TEXT, questions TEXT NOT NULL
);
INSERT INTO articles_kept SELECT
    number, id, title, text, sha256, source, publisher, author, published, url, questions FROM articles;
DROP TABLE articles;
ALTER TABLE articles_kept RENAME TO articles;
CREATE INDEX articles_of_text ON articles (sha256)
"""

# Both are made from the articles: index/store/near_duplicates.py.
TWINS = """
CREATE TABLE twins (article INTEGER PRIMARY KEY, "group" INTEGER NOT NULL, signature BLOB NOT NULL);
CREATE INDEX twins_of_group ON twins ("group");
CREATE TABLE twin_bands (
    key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)
) WITHOUT ROWID
"""

LANGUAGE = "ALTER TABLE articles ADD COLUMN language TEXT"

FEEDS = """
CREATE TABLE feeds (
    address TEXT PRIMARY KEY, title TEXT, etag TEXT, modified TEXT, last_good TEXT,
    failures INTEGER NOT NULL DEFAULT 0, reason TEXT, next_try TEXT
);
CREATE TABLE entries (
    feed TEXT NOT NULL, key TEXT NOT NULL, taken INTEGER NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (feed, key)
)
"""

# Whose vectors the passages have, counted from 1; and how far those of another embedder, made beside them, have got.
EMBEDDERS = """
ALTER TABLE library ADD COLUMN embedder TEXT;
ALTER TABLE library ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
ALTER TABLE library ADD COLUMN renewing TEXT;
ALTER TABLE passages ADD COLUMN renewed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX passages_to_renew ON passages (number) WHERE NOT renewed;
UPDATE library SET embedder = 'all-MiniLM-L6-v2-int8' WHERE EXISTS (SELECT 1 FROM passages WHERE embedded)
"""

# A list of the articles is made from this alone; their rows are long with text.
LISTED = "CREATE INDEX articles_listed ON articles (published, title, publisher, id)"

# What filters look at stands beside each passage: to reach an article's date, SQLite would walk over its text.
FILTERS = """
ALTER TABLE passages ADD COLUMN published TEXT;
ALTER TABLE passages ADD COLUMN publisher TEXT;
UPDATE passages SET (published, publisher) =
    (SELECT a.published, a.publisher FROM articles a WHERE a.number = passages.article);
CREATE INDEX passages_by_day ON passages (published);
CREATE INDEX passages_by_publisher ON passages (publisher, published);
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX articles_by_publisher ON articles (publisher, published)
"""

# By a clock that was wrong, a feed could be left alone for as long as it was ahead.
FAILED_AT = "ALTER TABLE feeds ADD COLUMN failed_at TEXT"

# What is left of articles whose text is not the stored one any more: index/store/damaged.py.
DAMAGED = """
CREATE TABLE damaged (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT, sha256 TEXT, source TEXT NOT NULL,
    publisher TEXT, published TEXT, url TEXT
)
"""

# Of a band that thousands share, those of about one day are found at once, and those of the same words.
TWINS_BY_DAY = """
ALTER TABLE twins ADD COLUMN published TEXT NOT NULL DEFAULT '';
WITH days AS MATERIALIZED (SELECT number, published FROM articles WHERE published IS NOT NULL)
    UPDATE twins SET published = days.published FROM days WHERE days.number = twins.article;
CREATE INDEX twins_of_words ON twins (signature);
ALTER TABLE twin_bands RENAME TO twin_bands_of_any_day;
CREATE TABLE twin_bands (
    key INTEGER NOT NULL, published TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, published, article)
) WITHOUT ROWID;
INSERT INTO twin_bands SELECT b.key, t.published, b.article FROM twin_bands_of_any_day b JOIN twins t USING (article);
DROP TABLE twin_bands_of_any_day
"""

# What is learned of each article: index/store/annotations.py. A version of 0 says that nothing is known yet.
ANNOTATIONS = """
CREATE TABLE annotations (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0,
    sentences BLOB NOT NULL DEFAULT x'', sayings BLOB NOT NULL DEFAULT x'', names BLOB NOT NULL DEFAULT x''
);
CREATE INDEX annotations_by_version ON annotations (version);
INSERT INTO annotations (article) SELECT number FROM articles;
CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, articles INTEGER NOT NULL);
CREATE TABLE name_words (word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE speakers (
    name INTEGER NOT NULL, article INTEGER NOT NULL, role TEXT NOT NULL, sayings INTEGER NOT NULL,
    published TEXT, publisher TEXT, PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX speakers_of_article ON speakers (article)
"""

# By the articles' ids, so that an article that is added again is in them still.
COLLECTIONS = """
CREATE TABLE collections (name TEXT NOT NULL, article TEXT NOT NULL, UNIQUE (name, article))
"""

# By the articles' ids, too. NULL leaves a fact as the article has it, '' says that there is none.
EDITS = """
CREATE TABLE edits (article TEXT PRIMARY KEY, title TEXT, published TEXT, publisher TEXT, author TEXT)
"""

# The pages that an article was joined from, by the article's id: index/store/story_pages.py.
STORY_PAGES = """
CREATE TABLE story_pages (
    article TEXT NOT NULL, page INTEGER NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (article, page)
)
"""

# Every version of each article's text: index/store/versions.py. What a library holds now is its first version.
VERSIONS = """
CREATE TABLE versions (
    article TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, since TEXT, until TEXT, patch TEXT,
    UNIQUE (article, version)
);
INSERT INTO versions (article, version, sha256) SELECT id, 1, sha256 FROM articles
"""

# One row: how many passages the keyword index was told to forget since it was merged, whose words it holds till then.
KEYWORD_DELETIONS = """
CREATE TABLE keyword_deletions (passages INTEGER NOT NULL);
INSERT INTO keyword_deletions VALUES (0)
"""

# Standing questions: index/store/watches.py. Only where there are some, what is new is noted for them.
WATCHES = """
CREATE TABLE watches (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, scope TEXT NOT NULL, made TEXT NOT NULL, asked TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE TABLE notices (id TEXT PRIMARY KEY, watch TEXT NOT NULL, told TEXT NOT NULL, notice TEXT NOT NULL);
CREATE TABLE watch_queue (passage TEXT PRIMARY KEY);
CREATE TRIGGER passage_embedded AFTER UPDATE OF embedded ON passages
    WHEN NEW.embedded AND NOT OLD.embedded AND EXISTS (SELECT 1 FROM watches)
    BEGIN INSERT OR IGNORE INTO watch_queue VALUES (NEW.id); END;
CREATE TRIGGER article_removed AFTER DELETE ON articles WHEN EXISTS (SELECT 1 FROM watches)
    BEGIN INSERT OR IGNORE INTO watch_queue VALUES (OLD.id || ':'); END
"""

# Words of scripts without spaces or with marks were indexed in pieces that nobody asks for.
KEYWORDS_OF_ALL_SCRIPTS = """
CREATE TEMP TABLE reindexed AS SELECT number, title, text FROM (
    SELECT p.number, a.title, substr(a.text, p."start" + 1, p."end" - p."start") AS text
    FROM passages p JOIN articles a ON a.number = p.article
) WHERE indexed_text(title) != title OR indexed_text(text) != text;
INSERT INTO keywords (keywords, rowid, title, text) SELECT 'delete', number, title, text FROM temp.reindexed;
INSERT INTO keywords (rowid, title, text)
    SELECT number, indexed_text(title), indexed_text(text) FROM temp.reindexed;
DROP TABLE temp.reindexed
"""

# Which article names whom and what: index/store/name_queries.py. Earlier annotations have it among their bytes only, so
# each article waits to be read again.
ARTICLE_NAMES = """
CREATE TABLE article_names (
    name INTEGER NOT NULL, article INTEGER NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL, published TEXT,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX article_names_of_article ON article_names (article);
CREATE INDEX names_by_articles ON names (articles);
UPDATE annotations SET version = 1 WHERE version > 1
"""

# Answers that readers saved: index/store/notebook.py.
NOTEBOOK = """
CREATE TABLE notebook (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, answer TEXT NOT NULL, note TEXT NOT NULL, saved TEXT NOT NULL,
    saved_by TEXT NOT NULL
);
CREATE INDEX notebook_by_time ON notebook (saved)
"""

# How many vectors were removed since the index was written anew, in which their places stay: index/store/chroma.py.
VECTORS_REMOVED = "ALTER TABLE library ADD COLUMN vectors_removed INTEGER NOT NULL DEFAULT 0"

# Standing questions that something new concerns and that were not asked since: index/store/watches.py.
WATCHES_DUE = "CREATE TABLE watches_due (watch TEXT PRIMARY KEY)"

STEPS = (
    ARTICLES, LIBRARY, ADDRESSES, COPIES, TWINS, LANGUAGE, FEEDS, EMBEDDERS, LISTED, FILTERS, FAILED_AT, DAMAGED,
    TWINS_BY_DAY, ANNOTATIONS, COLLECTIONS, EDITS, STORY_PAGES, VERSIONS, KEYWORD_DELETIONS, WATCHES,
    KEYWORDS_OF_ALL_SCRIPTS, ARTICLE_NAMES, NOTEBOOK, VECTORS_REMOVED, WATCHES_DUE,
)  # fmt: skip
