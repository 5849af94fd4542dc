"""Settings of the answers, from the environment (prefix QA_) or a .env file."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class QASettings(BaseSettings):
    """Which language model writes, how long it may take, and what to do with unsupported sentences."""

    model_config = SettingsConfigDict(env_prefix="QA_", env_file=".env", extra="ignore", env_ignore_empty=True)

    model: str | None = Field(
        default=None, description="Name of the model. The default at OpenAI is a small current one."
    )
    base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible endpoint, including /v1.")
    api_key: SecretStr | None = Field(default=None, description="Key for that endpoint, if it needs one.")
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key for OpenAI. Used when QA_BASE_URL is not set."
    )
    timeout_seconds: float = Field(
        default=60, gt=0, description="Time limit for an answer by a model, including retries and checks."
    )
    context_tokens: int = Field(
        default=8192, ge=512, description="Context size of the model. Passages that do not fit are left out."
    )
    unsupported: Literal["quote", "mark", "drop"] = Field(
        default="quote",
        description="What to do with an unsupported sentence: replace it by a quote, mark it, or drop it.",
    )
    judge: Literal["none", "llm"] = Field(default="none", description="Whether the model checks each sentence again.")
    token: SecretStr | None = Field(
        default=None, description="Token with which `article-qa ask` signs in to a running server that asks for one."
    )
