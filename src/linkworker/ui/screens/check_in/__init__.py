"""Check-ins: handing the laptop over, entering a paper form, and what the answers say."""
