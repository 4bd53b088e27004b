"""Plans: needs, goals, steps, risks, agreement and versions."""
