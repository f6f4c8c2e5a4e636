"""Generated from the contract by scripts/generate; do not edit."""
