"""Settings of the library, from the environment (prefix INDEX_) or a .env file."""

from dataclasses import dataclass
from pathlib import Path

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
    """Where the library lives, and its vectors when that is not the same folder."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
    chroma_url: str | None = Field(default=None, pattern="^https?://.")
    chroma_api_key: SecretStr | None = None
    chroma_tenant: str = "default_tenant"
    chroma_database: str = "default_database"

    @property
    def chroma_server(self) -> ChromaServer | None:
        """The server that keeps the vectors; None when the data folder does."""
        if not self.chroma_url:
            return None
        return ChromaServer(self.chroma_url, self.chroma_api_key, self.chroma_tenant, self.chroma_database)
