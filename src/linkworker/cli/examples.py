"""Worked examples of every command, as help shows them: each can be typed as it stands, with names of your own."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": (
        "linkworker init",
        'linkworker init --name "Dana Okoro" --team "HMP Fenwick wellbeing team"',
    ),
    "demo": ("linkworker demo", "linkworker demo --tour"),
    "due": ("linkworker due", "linkworker due --everyone"),
    "people": (
        "linkworker people",
        'linkworker people list "mill lane"',
        'linkworker people add "Ali Mansour" --born 14/3/2007 --prison FWK --wing B',
        'linkworker people change ali --asked-for "football, meeting people"',
        'linkworker people identifier ali "nhs=999 000 0018"',
        'linkworker people keep-apart ali "Sam Reed" --why "They fell out in May"',
        "linkworker people busy ali --day Tuesday --from 2pm --to 4pm --why work",
        'linkworker people contact ali "07700 900123" --safe yes',
        'linkworker people professional ali GP "Dr Amara Bello"',
        "linkworker people consent ali refer --yes --how spoken",
        "linkworker people consent ali share-with-central-service --withdraw",
        'linkworker people withhold ali --why "Asked us to keep it here"',
        "linkworker people referral-in ali --source probation --reason isolation",
        "linkworker people referral-in ali --accept --level full",
        "linkworker people waiting",
        "linkworker people episode ali --open --level light",
        'linkworker people appointment ali --on 3/9/27 --at 2pm --where "Office"',
        "linkworker people appointment ali --went attended",
        "linkworker people releases --days 60",
    ),
    "show": ("linkworker show ali", "linkworker show ali --json"),
    "note": (
        'linkworker note ali "Walked round the yard." --kind "walk and talk"',
        "linkworker note ali",
        "linkworker note --search football",
    ),
    "plan": (
        "linkworker plan ali start --together",
        'linkworker plan ali words --matters "My nan, and getting fit again"',
        'linkworker plan ali need "I do not sleep" --about sleep --source person',
        'linkworker plan ali goal "Sleep through the night" --need 1',
        'linkworker plan ali step 1 "Ask the GP" --by worker --when 20/9/27',
        "linkworker plan ali step 1 --change 1 --state done",
        'linkworker plan ali risk "A row on the wing" --action "Tell wing staff"',
        'linkworker plan ali note 1 "Slept five hours"',
        "linkworker plan ali agree agreed",
        "linkworker plan ali versions",
        "linkworker plan ali compare 1",
        "linkworker plan ali check",
        "linkworker plan ali review-on 1/10/27",
    ),
    "match": ("linkworker match ali", "linkworker match ali --why 2", "linkworker match ali --mentors"),
    "refer": (
        "linkworker refer ali football --offer",
        'linkworker refer ali "walking football" --form supported --goal 1',
        'linkworker refer ali --state 1 started --words "Better than I thought"',
    ),
    "check-in": (
        "linkworker check-in ali",
        'linkworker check-in ali --answers "3 2 3 4 3 2 3 3 2 3 4 3 2 3"',
        "linkworker check-in ali --instrument ons4",
    ),
    "review": (
        "linkworker review ali start",
        'linkworker review ali word --going-well "I sleep more"',
        'linkworker review ali goal-note 1 "Two good nights in three"',
        'linkworker review ali benefit sleep "a lot"',
        'linkworker review ali decide "Keep the Tuesday group"',
        "linkworker review ali agree agreed",
        "linkworker review ali finish",
        "linkworker review ali hold health --since 1/7/26",
    ),
    "oversight": (
        "linkworker oversight",
        'linkworker oversight ali --by "Priya Nair" --checked plan,contact',
    ),
    "money": (
        "linkworker money",
        'linkworker money pot "Sport for all" £2000 --to 31/3/28',
        'linkworker money budget ali £200 --for "travel" --pot "Sport for all"',
        'linkworker money request ali £25 "Gym membership, one month" --goal 1',
        "linkworker money decide ali 1 approved",
        "linkworker money show ali",
        "linkworker money waiting",
    ),
    "activities": (
        "linkworker activities list football",
        'linkworker activities show "walking football"',
        'linkworker activities add "Chess on C wing" --provider "Fenwick Library"',
        'linkworker activities change "chess on c wing" --set "minimum_age=18"',
        'linkworker activities time "chess on c wing" Tuesday 2pm 3pm',
        'linkworker activities confirm "chess on c wing"',
        'linkworker activities stop "chess on c wing" "The room was lost"',
        'linkworker activities provider "Fenwick Library"',
        'linkworker activities check "Fenwick Library" insurance --ends 1/7/27',
        'linkworker activities agreement "Fenwick Library" information-sharing',
        "linkworker activities lapsing --days 60",
        'linkworker activities mentor "Reece Dale" --add',
        'linkworker activities venue "Sports hall" --add',
        "linkworker activities gaps",
    ),
    "import": (
        "linkworker import template activities activities.csv",
        "linkworker import activities activities.csv",
        "linkworker import template people people.csv",
        "linkworker import people people.csv",
    ),
    "print": ("linkworker print ali", "linkworker print ali --large --hide-staff", "linkworker print ali --to ali.pdf"),
    "access": (
        "linkworker access ali",
        "linkworker access ali --decide 1=take-out --decide 2=leave",
        'linkworker access ali --decide 3=hold --reason "It puts his sister at risk"',
        "linkworker access ali --pdf --data --hide-staff",
        "linkworker access ali --pdf --to /media/stick",
    ),
    "history": (
        "linkworker history ali",
        "linkworker history ali --undo 3",
        'linkworker history ali --error 3 --reason "Meant for somebody else"',
    ),
    "backup": (
        "linkworker backup",
        "linkworker backup now",
        "linkworker backup to E:",
        "linkworker backup check",
        "linkworker backup restore",
        "linkworker backup restore --from E:",
    ),
    "chronology": ("linkworker chronology ali", "linkworker chronology ali --to ali.pdf"),
    "audit": (
        "linkworker audit verify",
        "linkworker audit checkpoint",
        "linkworker audit prove acorn actor alarm album amber anchor",
        "linkworker audit activity",
        'linkworker audit activity --worker "Priya Nair"',
    ),
    "erase": (
        "linkworker erase ali --reason asked",
        "linkworker erase ali --note 2 --reason wrong-person",
        "linkworker erase --finish",
    ),
    "retention": (
        "linkworker retention",
        'linkworker retention ali --keep-until 1/3/30 --why "An inquest is open"',
        "linkworker retention --erased",
    ),
    "sync": (
        "linkworker sync",
        "linkworker sync trust hub-invitation.json",
        "linkworker sync device E:",
        "linkworker sync export E:",
        "linkworker sync again E:",
    ),
    "hub": (
        'linkworker hub init hub-keys --name "Marlshire hub"',
        "linkworker hub open b.age --identity hub-identity.json --device d.pub.json",
    ),
    "passphrase": ("linkworker passphrase", "linkworker passphrase --forgotten"),
    "keys": (
        "linkworker keys",
        "linkworker keys rotate",
        "linkworker keys escrow --identity key.txt --user jo",
    ),
    "workers": (
        "linkworker workers",
        'linkworker workers add "Asha Verma" --short asha --role business-support',
        "linkworker workers role asha manager",
        "linkworker workers take-away asha",
    ),
    "settings": ("linkworker settings", "linkworker settings --path"),
    "guide": ("linkworker guide", "linkworker guide first-day"),
    "shell": ("linkworker shell",),
    "doctor": ("linkworker doctor", "linkworker doctor --locked"),
}
"""By command. A step's help shows those that name the step, and a command's the first few."""

_FEW = 4


def examples(name: str, step: str = "") -> tuple[str, ...]:
    """Return the examples of a command, or of one of its steps; empty where there is none."""
    found = EXAMPLES.get(name, ())
    if not step:
        return found[:_FEW]
    place = 3 if name in {"plan", "review"} else 2  # after `linkworker plan PERSON`, or after `linkworker people`
    return tuple(line for line in found if line.split()[place : place + 1] == [step])[:_FEW]
