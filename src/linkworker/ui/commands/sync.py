"""What can be done at Sync."""

from linkworker.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("to_choose", "c", "choose", "Choose between what was written in two places.", on_line=True),
    Command("finish", "f", "finish erasing", "Finish erasures: backups that still hold them go.", on_line=True),
    Command("drafts", "o", "open drafts", "Read and drop what was typed of somebody who leaves.", on_line=True),
    Command("aside", "a", "kept aside", "Send or destroy bundles that a backup does not know of.", on_line=True),
    Command(
        "trust", "t", "trust the centre", "Trust the centre by its invitation file and its six words.", on_line=True
    ),
    Command("meet", "m", "meet", "Both ways at once: take in what came, then send what is unsent.", on_line=True),
    Command(
        "export", "x", "export", "Write all that is unsent to a stick or folder, sealed to the centre.", on_line=True
    ),
    Command("receive", "r", "receive", "Take in what the centre sent, from a stick, folder or file.", on_line=True),
    Command("again", "w", "write again", "Write a bundle once more: the stick was lost, say.", on_line=True),
    Command("laptop", "l", "laptop's key", "Write this laptop's public key for the centre.", on_line=True),
    Command("trust_another", "t", "trust another centre", "Trust another centre, or the same one with new keys."),
    Command("back", "escape", "back", "Go back."),
)
