"""Everything held about one person, with third parties' details marked for review first."""
