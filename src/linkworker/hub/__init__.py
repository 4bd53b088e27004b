"""Floor 6: the central service. Laptops enrolled, bundles taken in, receipts made, and what the centre decides."""
