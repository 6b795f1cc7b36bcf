"""Files on the disk: put in their place whole, packed alike each time, known again unread."""
