"""What every write to a drive that may be pulled out needs: reading it back, and saying why it failed."""

import errno
import hashlib
import os
from pathlib import Path

READ_BYTES = 1 << 20


def read_back(path: Path) -> str:
    """Return the SHA-256 in hex of a file, from the medium rather than from memory where the system can be asked to."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(READ_BYTES):
            found.update(chunk)
    return found.hexdigest()


def why_not(error: OSError) -> str:
    """Return in words why the drive did not take something."""
    if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):  # Windows has no quotas
        return "the drive is full"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "the drive or folder does not let anything be written"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "the drive or folder is not there"
    return "the drive does not answer, or gives back other bytes than were written"
