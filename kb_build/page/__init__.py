"""What a page of docs/ is, whoever wrote it: where it stands, its head, its state, its signs."""
