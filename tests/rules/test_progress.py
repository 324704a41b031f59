"""Progress of many actions: counted one by one or by family, it is the same."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.progress import (
    Likes,
    StatusFamily,
    action_percent,
    overall_progress,
    progress_of_likes,
)

actions = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(StatusFamily)),
        st.one_of(st.none(), st.integers(0, 100)),
    )
)


@given(actions)
def test_families_counted_together_give_the_progress_of_the_actions_one_by_one(rows):
    groups = defaultdict(list)
    for family, stated in rows:
        groups[family].append(stated)
    likes = [
        Likes(
            family,
            len(group),
            sum(stated is not None for stated in group),
            sum(stated or 0 for stated in group),
        )
        for family, group in groups.items()
    ]
    one_by_one = overall_progress(action_percent(family, stated) for family, stated in rows)
    assert progress_of_likes(likes) == one_by_one
