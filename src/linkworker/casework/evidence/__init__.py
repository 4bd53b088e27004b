"""The figures of a caseload for now, each with how it is counted and whom it counts."""
