"""The journal as files that stock tools prove, for the organisation's own archive."""
