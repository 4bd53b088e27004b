"""A store lies on the laptop's own disk and nowhere that copies it elsewhere."""

from pathlib import Path

import pytest

from linkworker.base.ids import new_id
from linkworker.vault import place
from linkworker.vault.place import WrongPlace, check_place, network_mount
from linkworker.vault.store import Store


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive - HMPPS/linkworker",
        "onedrive",
        "Dropbox (Team)/a",
        "Google Drive/My Drive/x",
        "iCloudDrive",
        "Library/Mobile Documents/x",
        "Library/CloudStorage/OneDrive-Council",
        "Box/work",
        "Nextcloud/store",
    ],
)
def test_a_cloud_folder_is_refused(tmp_path, folder):
    """By the name its program gives it."""
    with pytest.raises(WrongPlace) as refused:
        check_place(tmp_path / folder)
    assert str(refused.value) == (
        "The store cannot be kept in that folder: a cloud program copies it elsewhere. "
        "Choose a folder on this laptop's own disk."
    )


@pytest.mark.parametrize("folder", ["linkworker", "boxing club", "Megan", "AppData/Local/linkworker"])
def test_the_laptop_s_own_folders_serve(tmp_path, folder):
    """A name that only begins like one is no cloud folder."""
    check_place(tmp_path / folder)


def test_the_roaming_profile_is_refused(tmp_path):
    """It goes to a server at each sign-out."""
    with pytest.raises(WrongPlace, match="Windows copies it to a server"):
        check_place(tmp_path / "AppData" / "Roaming" / "linkworker")


def test_a_link_into_a_cloud_folder_is_refused(tmp_path):
    """It is where the files really are that counts, and where they seem to be as well."""
    (tmp_path / "OneDrive").mkdir()
    link = tmp_path / "Documents"
    try:
        link.symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    except OSError:
        pytest.skip("this Windows account may not make links")
    with pytest.raises(WrongPlace, match="cloud"):
        check_place(link / "linkworker")


@pytest.mark.parametrize("folder", ["//server/share/linkworker"])
def test_a_share_on_the_network_is_refused(folder):
    """By its name."""
    with pytest.raises(WrongPlace, match="it is on a network"):
        check_place(Path(folder))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/jo/local ext4 rw 0 0
//nas/x /mnt/team\\040files cifs rw 0 0
short line
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/jo", True),
        ("/home", True),
        ("/home/jo/local/store", False),
        ("/homeless", False),
        ("/mnt/team files/a", True),
        ("/var/lib", False),
    ],
)
def test_the_innermost_mount_decides(folder, network):
    """A local disk inside a network one is local, and the other way round."""
    if Path("/").drive or Path(folder).as_posix() != str(Path(folder)):
        pytest.skip("Windows has drives and no list of mounts")
    assert network_mount(Path(folder), MOUNTS) is network


def test_no_list_of_mounts_means_no_network(tmp_path, monkeypatch):
    """Where the system has no such list, names alone decide."""
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "none")
    check_place(tmp_path)


def test_a_store_is_neither_made_nor_opened_there(tmp_path, data_key, clock):
    """Nothing is written first."""
    folder = tmp_path / "Dropbox"
    with pytest.raises(WrongPlace):
        Store.make(folder, new_id(), data_key, clock)
    assert not folder.exists()
    with Store.make(tmp_path / "here", new_id(), data_key, clock):
        pass
    (tmp_path / "here").rename(folder)
    with pytest.raises(WrongPlace):
        Store.open(folder, data_key, clock)
