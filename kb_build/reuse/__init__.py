"""What was worked out before is used again: a store, and steps that know what they read."""
