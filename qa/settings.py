"""Settings of the answers, from the environment (prefix QA_) or a .env file."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class QASettings(BaseSettings):
    """Which model writes, for how long, and what becomes of what it cannot support."""

    model_config = SettingsConfigDict(env_prefix="QA_", env_file=".env", extra="ignore", env_ignore_empty=True)

    model: str | None = Field(default=None, description="Name of the model; at OpenAI a small current one by default.")
    base_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible endpoint, up to and with /v1."
    )
    api_key: SecretStr | None = Field(default=None, description="Key for that endpoint, if it wants one.")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for OpenAI; used without QA_BASE_URL."
    )
    timeout_seconds: float = Field(
        default=60, gt=0, description="How long an answer by a model may take, retries and checks included."
    )
    context_tokens: int = Field(
        default=8192, ge=512, description="Context of the model; what does not fit is left out."
    )
    unsupported: Literal["quote", "mark", "drop"] = Field(
        default="quote",
        description="What to do with an unsupported sentence: quote what answers in its place, mark it, or drop it.",
    )
    judge: Literal["none", "llm"] = Field(
        default="none", description="Whether the model is asked about each sentence again."
    )
    token: SecretStr | None = Field(
        default=None, description="Token with which `article-qa ask` signs in to a running server that asks for one."
    )
