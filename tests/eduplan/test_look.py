"""The choice of colours and characters: kept in a cookie, works without a script."""

import pytest
from django.urls import reverse

from tests.plans.records import recorded

pytestmark = pytest.mark.django_db


def choose(client, **choice):
    return client.post(reverse("look"), choice)


def page(client, name="source-list", args=()):
    return client.get(reverse(name, args=args)).content.decode()


def test_a_chosen_theme_is_kept_and_the_page_comes_back(client_of, staff):
    client = client_of(staff)
    assert 'data-theme="system"' in page(client)
    response = choose(client, theme="dark", next="/plans/?year=2023")
    assert response["Location"] == "/plans/?year=2023"
    html = page(client)
    assert 'data-theme="dark"' in html
    assert 'dark.css" media="screen"' in html


def test_traditional_characters_and_back(client_of, staff):
    client = client_of(staff)
    simplified = page(client)
    choose(client, script="hant")
    html = page(client)
    assert '<html lang="zh-Hant"' in html
    assert "來源文件" in html and "来源文件" not in html
    assert client.get(reverse("source-list"))["Vary"].count("Cookie") == 1
    choose(client, script="hans")
    assert without_token(page(client)) == without_token(simplified)


def without_token(html):
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_login_page_can_be_read_in_traditional_characters(client):
    choose(client, script="hant")
    assert "用戶名" in page(client, "login")


@pytest.mark.parametrize("choice", [{}, {"theme": "blue"}, {"script": ""}])
def test_what_is_no_choice_is_refused_in_chinese(choice, client):
    response = choose(client, **choice)
    assert response.status_code == 400
    assert "请求无法处理" in response.content.decode()
    assert not response.cookies.get("theme")


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_the_way_back_stays_in_the_portal(address, client):
    assert choose(client, theme="dark", next=address)["Location"] == reverse("home")


def test_the_original_text_stays_as_it_is(client_of, staff, bureau):
    client = client_of(staff)
    source = recorded(bureau, noise="后(hòu)国")
    choose(client, script="hant")
    clean, original = (
        client.get(reverse("source", args=[source.pk]) + view).content.decode()
        for view in ("", "?view=source")
    )
    assert "新建幼兒園" in clean.partition('class="paper')[2]
    paper = original.partition('class="paper')[2].partition("</article>")[0]
    assert "新建幼儿园" in paper and "後" not in paper and "國" not in paper
    assert client.get(reverse("source-file", args=[source.pk])).content == bytes(
        source.content.file
    )


def test_a_form_sends_simplified_values(client_of, staff):
    client = client_of(staff)
    choose(client, script="hant")
    html = client.get(reverse("source-list"), {"q": "计划"}).content.decode()
    assert 'name="q" value="计划"' in html
    assert '<option value="mixed">繁簡混用</option>' in html


def test_nothing_found_is_said_by_our_own_page_while_debugging(client_of, staff, settings):
    settings.DEBUG = True
    client = client_of(staff)
    for address in ("/nowhere/", "/sources/999/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "没有找到" in response.content.decode()
