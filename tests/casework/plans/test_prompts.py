"""The questions asked under the person's own words."""

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.plans.prompts import PromptFault, look_at, plan_prompts, read_prompts, review_prompts


@pytest.mark.practice(44)
def test_a_review_asks_how_the_person_sees_themself_and_says_it_is_optional() -> None:
    """The prompt for stepping back is there, and says that one need not answer."""
    prompt = next(each for each in review_prompts() if each.field == "see_myself")
    assert prompt.heading == "How I see myself now"
    assert "Only if you want to say" in prompt.ask


def test_every_kind_of_plan_asks_for_the_same_five_things() -> None:
    """Both templates ask under the same fields, what matters first, ideas before strengths."""
    for template in ("health-and-wellbeing", "release"):
        fields = [prompt.field for prompt in plan_prompts(template)]
        assert fields == ["matters", "going_well", "gets_in_the_way", "ideas", "strengths"]
    assert look_at("health-and-wellbeing") == ()
    with pytest.raises(NotFound):
        plan_prompts("holiday")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x =", "cannot be used"),
        ("", r"it has no \[plan.health-and-wellbeing\]"),
        (
            "[plan.health-and-wellbeing]\nprompt=[{field='mood',heading='a',ask='b'}]\n[plan.release]",
            "each prompt of plan.health-and-wellbeing",
        ),
        ("[plan.health-and-wellbeing]\n[plan.release]", "needs one prompt for each"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(text: str, sentence: str) -> None:
    """Broken TOML, a missing template, an unknown field and a missing one are each named."""
    with pytest.raises(PromptFault, match=sentence):
        read_prompts(text)


def test_a_domain_that_is_none_is_named() -> None:
    """`look_at` holds codes of need-domain only."""
    fields = ("matters", "going_well", "gets_in_the_way", "ideas", "strengths")
    rows = ",".join(f"{{field='{field}',heading='h',ask='a'}}" for field in fields)
    text = f"[plan.health-and-wellbeing]\nlook_at=['stars']\nprompt=[{rows}]\n[plan.release]\nprompt=[{rows}]"
    with pytest.raises(PromptFault, match="'stars', which is no need domain"):
        read_prompts(text)
