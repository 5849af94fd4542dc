"""The kinds of answer: quotes, a model's checked text, a refusal. Each is a `Reply`."""
