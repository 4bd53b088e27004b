"""Carriers: how sealed files get to the centre and back. A folder or stick, and HTTPS; the bytes are the same."""
