"""What reports and kinds are called wherever they are named: title, period, reference, type."""
