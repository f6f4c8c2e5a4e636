"""Data, tokenizer and training program of the small GenRM that ships with the platform."""
