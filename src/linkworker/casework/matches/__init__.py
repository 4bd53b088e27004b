"""From the store to the matching room and back: facts in, reasons out."""
