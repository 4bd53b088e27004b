"""Floor 5: a throwaway store of fictional people, told from readable data files."""
