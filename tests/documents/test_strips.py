"""Page breaking, on strips that draw nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewtool.documents.fitting import fitted
from interviewtool.documents.strips import Strip, new_page, paginate, space

HEIGHT = 100.0

plain = st.builds(lambda height, keep: Strip(height, keep=keep), st.floats(1, 60), st.booleans())
spaces = st.builds(space, st.floats(1, 30))


@given(st.lists(st.one_of(plain, spaces, st.just(new_page())), max_size=60))
def test_every_strip_stands_once_in_order_and_pages_are_not_overfull(strips):
    pages = paginate(strips, HEIGHT)
    placed = [strip for page in pages for strip in page if not strip.space and not strip.new_page]
    expected = [strip for strip in strips if not strip.space and not strip.new_page]
    assert [id(strip) for strip in placed] == [id(strip) for strip in expected]
    for page in pages:
        printed = list(page)
        while printed and printed[-1].space:
            printed.pop()
        assert sum(strip.height for strip in printed) <= HEIGHT + 1e-6


def test_a_heading_goes_with_what_follows():
    body = Strip(30)
    heading = Strip(20, keep=True)
    pages = paginate([Strip(60), heading, body], HEIGHT)
    assert pages[1][0] is heading
    assert pages[1][1] is body


def test_the_head_of_a_table_is_set_again():
    head = Strip(10, keep=True)
    rows = [Strip(40, head=(head,) if number else ()) for number in range(4)]
    pages = paginate([head, *rows], HEIGHT)
    assert [len(page) for page in pages] == [3, 3]
    assert all(page[0] is head for page in pages)


def test_what_must_stay_together_but_is_longer_than_a_page_is_divided():
    pages = paginate([Strip(40, keep=True) for _ in range(10)], HEIGHT)
    assert [len(page) for page in pages] == [2] * 5


def test_lines_to_write_on_give_way_to_a_question_that_would_stand_alone():
    """As few as are needed, from every account in turn, and none where it saves no page."""
    account = [Strip(20.0, keep=True), *[Strip(20.0, gives_way=True, keep=True)] * 4, Strip(20.0)]
    question = [Strip(20.0, keep=True), Strip(25.0)]
    sheet = [*account, *account, *question]  # 285 points
    assert sum(strip.height for strip in fitted(sheet, 250.0)) == 245.0
    assert fitted(sheet, 300.0) == sheet
    kept = fitted([new_page(), *sheet, new_page(), *account], 250.0)
    assert [strip.new_page for strip in kept].count(True) == 2
    assert len(paginate(kept, 250.0)) == 2
    gives_way = [strip.gives_way for strip in kept[1:]]
    assert sum(gives_way[:5]) == sum(gives_way[5:10]) == 3
