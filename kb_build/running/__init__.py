"""How the work is run: by several processes, without looking for cycles, and timed."""
