"""Settings of the library, from the environment (prefix INDEX_) or a .env file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """Where a Chroma server is, and as whom to speak to it."""

    url: str
    api_key: SecretStr | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"


class IndexSettings(BaseSettings):
    """Where the library and its vectors are stored, and which embedder makes the vectors."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the library.")
    keep_originals: bool = Field(
        default=False,
        description="Keep the file or page that an article was read from (`add`, `sync` and `refresh`).",
    )
    catalog_url: SecretStr | None = Field(
        default=None,
        description="Address of a PostgreSQL database that keeps the catalog, "
        "`postgresql://USER:PASSWORD@HOST/DATABASE` (extra `postgres`). "
        "Without it the catalog is a file in the folder.",
    )
    chroma_url: str | None = Field(
        default=None,
        pattern="^https?://.",
        description="Address of the Chroma server that stores the vectors. Without it they are stored in the folder.",
    )
    chroma_api_key: SecretStr | None = Field(default=None, description="Key for that server, if it needs one.")
    chroma_tenant: str = Field(default="default_tenant", description="Tenant on that server.")
    chroma_database: str = Field(default="default_database", description="Database of that tenant.")
    lease_seconds: float = Field(
        default=60,
        gt=0,
        description="After how long others take over the batch of a worker that no longer answers. "
        "Only PostgreSQL and a Chroma server together have several workers.",
    )
    embedder: Literal["local", "multilingual", "openai", "endpoint"] = Field(
        default="local",
        description="Embedder: `local` (English, on this machine), `multilingual` (a hundred languages, on this "
        "machine, extra `multilingual`), `openai`, or `endpoint` (any OpenAI-compatible endpoint).",
    )
    embedding_model: str | None = Field(
        default=None,
        description="Name of the embedding model, for `openai` (`text-embedding-3-small` by default) and `endpoint`.",
    )
    embedding_base_url: str | None = Field(
        default=None, description="Address of the embedding endpoint, including /v1, for `endpoint`."
    )
    embedding_api_key: SecretStr | None = Field(
        default=None, description="Key for the embedding endpoint. Without it, `openai` uses OPENAI_API_KEY."
    )
    embedding_query_prefix: str = Field(
        default="", description="Prefix that the endpoint's model expects before a question, such as `query: `."
    )
    embedding_passage_prefix: str = Field(
        default="", description="Prefix that the endpoint's model expects before a passage, such as `passage: `."
    )
    embedding_timeout_seconds: float = Field(
        default=60, gt=0, description="Time limit for one batch of passages, including retries."
    )
    embedding_threads: int | None = Field(
        default=None, gt=0, description="Threads of the model on this machine. Without it, one a core."
    )
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for OpenAI. Only `openai` uses it."
    )

    @property
    def chroma_server(self) -> ChromaServer | None:
        """The server that keeps the vectors; None when the data folder does."""
        if not self.chroma_url:
            return None
        return ChromaServer(self.chroma_url, self.chroma_api_key, self.chroma_tenant, self.chroma_database)
