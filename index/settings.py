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
    """Where the library lives, where its vectors do when that is another place, and what makes them."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the library.")
    keep_originals: bool = Field(
        default=False,
        description="Whether `add`, `sync` and `refresh` keep the file or page that an article was read from.",
    )
    chroma_url: str | None = Field(
        default=None,
        pattern="^https?://.",
        description="Address of a Chroma server that keeps the vectors; without it they lie in the folder.",
    )
    chroma_api_key: SecretStr | None = Field(default=None, description="Key for that server, if it wants one.")
    chroma_tenant: str = Field(default="default_tenant", description="Tenant on that server.")
    chroma_database: str = Field(default="default_database", description="Database of that tenant.")
    embedder: Literal["local", "multilingual", "openai", "endpoint"] = Field(
        default="local",
        description="What makes the vectors: `local` reads English on this machine, `multilingual` a hundred "
        "languages on this machine (extra `multilingual`), `openai` is OpenAI's, `endpoint` anything that "
        "speaks OpenAI's protocol.",
    )
    embedding_model: str | None = Field(
        default=None,
        description="Name of the embedding model, for `openai` (`text-embedding-3-small` by default) and `endpoint`.",
    )
    embedding_base_url: str | None = Field(
        default=None, description="Address of the embedding endpoint, up to and with /v1; for `endpoint`."
    )
    embedding_api_key: SecretStr | None = Field(
        default=None, description="Key for the embedding endpoint; `openai` takes OPENAI_API_KEY without it."
    )
    embedding_query_prefix: str = Field(
        default="", description="What the endpoint's model wants in front of a question, such as `query: `."
    )
    embedding_passage_prefix: str = Field(
        default="", description="What the endpoint's model wants in front of a passage, such as `passage: `."
    )
    embedding_timeout_seconds: float = Field(
        default=60, gt=0, description="How long the endpoint may take for one batch of passages, retries included."
    )
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for OpenAI; used for `openai` alone."
    )

    @property
    def chroma_server(self) -> ChromaServer | None:
        """The server that keeps the vectors; None when the data folder does."""
        if not self.chroma_url:
            return None
        return ChromaServer(self.chroma_url, self.chroma_api_key, self.chroma_tenant, self.chroma_database)
