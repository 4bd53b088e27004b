"""What the centre gets out: FHIR R4 for other systems, tidy CSV for counting, and the journal for its archive."""
