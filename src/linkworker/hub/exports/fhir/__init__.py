"""People as FHIR R4 resources: pure functions from rows to plain values, one resource a file."""
