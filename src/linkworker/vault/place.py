"""Where a store may lie: on this laptop's own disk, never on a network, roaming or cloud-synced folder."""

import os
import sys
from pathlib import Path

from linkworker.base.errors import LinkworkerError

# Folders of programs that copy files elsewhere by themselves, by the names those programs give them.
_SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents", "cloudstorage",
    "box sync", "nextcloud", "owncloud", "pcloud", "proton drive", "syncthing", "seafile",
)  # fmt: skip
_SYNCED_WHOLE = frozenset({"box", "mega"})  # too short to be only the beginning of a name
_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre", "coda",
        "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.davfs2",
    }
)  # fmt: skip
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4  # Windows' GetDriveTypeW


class WrongPlace(LinkworkerError):
    """The store cannot be kept in that folder: {}. Choose a folder on this laptop's own disk."""

    exit_code = 5


def check_place(folder: Path) -> None:
    """Raise WrongPlace when files in the folder would leave this laptop."""
    where = folder.resolve()  # through links and mapped drives, to where the files really are
    lowered = [part.lower() for path in (folder.absolute(), where) for part in path.parts]
    if any(part.startswith(_SYNCED) or part in _SYNCED_WHOLE for part in lowered):
        raise WrongPlace("a cloud program copies it elsewhere")
    if "roaming" in lowered and "appdata" in lowered:
        raise WrongPlace("Windows copies it to a server when you sign out")
    if any(str(path).startswith(("\\\\", "//")) for path in (folder, where)) or _on_network(where):
        raise WrongPlace("it is on a network")


def _on_network(where: Path) -> bool:
    if sys.platform == "win32":  # pragma: no cover - the checks run it only there
        import ctypes  # noqa: PLC0415 - only Windows has what is asked for here

        return bool(ctypes.windll.kernel32.GetDriveTypeW(where.anchor) == _DRIVE_REMOTE)
    return _MOUNTS.exists() and network_mount(where, _MOUNTS.read_text("utf-8", errors="replace"))


def network_mount(where: Path, mounts: str) -> bool:
    """Say whether the innermost mount that holds `where` is a network one; `mounts` is the text of /proc/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 - device, folder, type
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(where) == point or str(where).startswith(point.rstrip("/") + os.sep)
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in _NETWORK
