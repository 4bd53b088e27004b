"""Exit codes that the front door and its working processes agree on."""

LOCKED = 75
"""The child locked itself: the parent starts a fresh one, which asks for the passphrase."""
LOOK_ROUND = 76
"""The child was left for the demonstration: the front door opens that, and then starts a fresh child."""
FAULT = 70
"""Something of ours broke; the number that sysexits.h gives for it."""
