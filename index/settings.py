"""Settings of the library, from the environment (prefix INDEX_) or a .env file."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class IndexSettings(BaseSettings):
    """Where the library lives."""

    model_config = SettingsConfigDict(env_prefix="INDEX_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
