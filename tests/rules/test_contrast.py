import pytest

from gouvernail.rules.contrast import (
    DARK_BACKGROUNDS,
    LIGHT_BACKGROUNDS,
    UnknownColour,
    contrast_ratio,
    is_readable,
    theme_of,
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black on white is the most"),
        pytest.param("#ffffff", "#000000", 21.0, id="the order does not count"),
        pytest.param("#0f5d68", "#0f5d68", 1.0, id="a colour on itself is the least"),
        pytest.param("#767676", "#ffffff", 4.54, id="the lightest grey that is allowed"),
        pytest.param("#777777", "#ffffff", 4.48, id="a grey just too light"),
        pytest.param("#FF0000", "#ffffff", 4.0, id="capitals are read"),
    ],
)
def test_contrast_ratio(one, other, ratio):
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["", "0f5d68", "#0f5d6", "#0f5d6g", "#0f5d688", "rouge"])
def test_what_is_not_a_colour_is_refused(colour):
    with pytest.raises(UnknownColour):
        is_readable(colour)


@pytest.mark.parametrize("colour", ["#0f5d68", "#8a1c4a", "#000000", "#767676", "#0000ff"])
def test_a_theme_can_be_read_in_light_and_in_dark(colour):
    theme = theme_of(colour)
    assert theme.primary == colour
    assert is_readable(theme.primary_hover)
    assert all(is_readable(theme.link, background) for background in LIGHT_BACKGROUNDS)
    assert all(is_readable(theme.dark_primary, background) for background in DARK_BACKGROUNDS)
    assert is_readable(theme.dark_primary_hover, DARK_BACKGROUNDS[0])


def test_a_dark_enough_colour_is_its_own_link():
    assert theme_of("#0f5d68").link == "#0f5d68"
