"""Where the links to the other pages of the indicators stand: beside the heading, on every page."""

import re

import pytest

NAV = '{% include "indicators/_nav.html" %}'


def heads(root):
    """(name, source) of the pages that show the links."""
    folder = root / "templates/indicators"
    pages = ((path.name, path.read_text()) for path in sorted(folder.glob("*.html")))
    return [(name, source) for name, source in pages if NAV in source]


@pytest.fixture
def pages(request):
    return heads(request.config.rootpath)


def test_the_links_stand_in_the_head_after_the_heading(pages):
    beside = re.compile(r'class="head">\s*<h1>(?:(?!</h1>).)*</h1>\s*' + re.escape(NAV), re.DOTALL)
    assert len(pages) > 10
    assert [name for name, source in pages if not beside.search(source)] == []
