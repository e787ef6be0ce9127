"""The index follows what is written, changed, rejected, taken back and deleted."""

import pytest
from django.core.management import call_command
from django.db import connection

from plans import copying, editing
from plans.models import Plan, ReviewState, SearchEntry, Source, Statement, Task
from plans.search import forget, index_source, parse_query, refresh, search
from tests.conftest import person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds(staff):
    """A function: query -> kinds of what the clerk finds, in order."""

    def ask(query, user=staff, **narrowed):
        numbers = search(user, parse_query(query), **narrowed).numbers()
        entries = SearchEntry.objects.in_bulk(numbers)
        return [entries[number].kind for number in numbers]

    return ask


@pytest.fixture
def added(source, staff):
    """A function: values -> a task that the clerk adds to the plan."""

    def add(**values):
        task = Task(plan=source.plans.get(), position=99, **values)
        return editing.add(task, user=staff)

    return add


def terms_stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM plans_searchterms")
        return cursor.fetchone()[0]


def test_all_kinds_are_found_and_titles_come_first(source, kinds):
    assert kinds("青禾县") == ["plan", "passage"]
    assert kinds("扩充学位") == ["task", "passage"]
    assert kinds("新建幼儿园") == ["statement", "statement", "passage"]
    assert kinds("计划.txt") == ["passage"]


def test_other_counties_and_roles_find_nothing(source, kinds, other_bureau):
    assert kinds("青禾县", person("stranger", "bureau_staff", other_bureau)) == []
    assert kinds("青禾县", person("head", "school_head", source.bureau)) == []
    assert kinds("青禾县", person("auditor", "auditor")) == []
    assert kinds("青禾县", person("root", "system_admin")) == ["plan", "passage"]


def test_two_counties_with_the_same_text_each_find_their_own(source, kinds, other_bureau):
    index_source(recorded(other_bureau))
    assert kinds("扩充学位") == ["task", "passage"]
    assert kinds("扩充学位", person("root", "system_admin")) == ["task"] * 2 + ["passage"] * 2


def test_a_changed_name_is_found_and_the_old_one_no_more(source, kinds, staff):
    row = Statement.objects.get(category="indicator")
    assert kinds("新建幼儿园数") == ["statement"]
    values = {"indicator": None, "indicator_name": "公办园座位数"}
    editing.change(row, user=staff, version=1, values=values)
    assert (kinds("新建幼儿园数"), kinds("公辦園座位數")) == ([], ["statement"])
    editing.undo(row.plan, user=staff)
    assert (kinds("新建幼儿园数"), kinds("公办园座位数")) == (["statement"], [])


def test_a_changed_title_of_a_plan_is_found(source, kinds, staff):
    plan = Plan.objects.get()
    editing.change(plan, user=staff, version=1, values={"title": "青禾县教育行动方案"})
    assert kinds("行动方案") == ["plan"]


def test_all_of_a_plan_follows_its_year(source, kinds, staff):
    plan = Plan.objects.get()
    editing.change(plan, user=staff, version=1, values={"year": 2019})
    assert kinds("扩充学位", year=2019) == kinds("扩充学位") == ["task", "passage"]
    assert kinds("扩充学位", year=2023) == []
    editing.undo(plan, user=staff)
    assert kinds("扩充学位", year=2023) == ["task", "passage"]
    assert kinds("扩充学位", year=2019) == []


def test_a_plan_without_source_follows_its_year(bureau, kinds, staff):
    plan = copying.begin(user=staff, title="春风计划", year=2024)
    editing.add(Task(plan=plan, position=1, title="修缮围墙"), user=staff)
    editing.change(plan, user=staff, version=plan.version, values={"year": 2025})
    assert kinds("春风", year=2025) == ["plan"]
    assert kinds("围墙", year=2025) == kinds("围墙") == ["task"]
    assert kinds("围墙", year=2024) == []


def test_rejected_rows_leave_and_come_back(source, kinds, staff):
    rows = list(Statement.objects.all())
    editing.decide(rows, user=staff, state=ReviewState.REJECTED)
    assert kinds("440000000元") == ["passage"]
    editing.undo(rows[0].plan, user=staff)
    assert kinds("440000000元") == ["statement", "statement", "passage"]


def test_added_rows_are_found_and_one_row_is_one_hit(added, kinds):
    added(title="改造冬季取暖", text="空气能取暖设备安装到教室和宿舍。" * 40)
    assert kinds("空气能") == ["task"]
    assert SearchEntry.objects.filter(title="改造冬季取暖").count() > 1


def test_a_copied_plan_is_found_with_its_rows(source, kinds, staff):
    copying.begin(user=staff, title="来年计划", year=2024, copied_from=source.plans.get())
    assert kinds("来年") == ["plan"]
    assert kinds("扩充学位") == ["task", "task", "passage"]
    assert kinds("新建幼儿园数") == ["statement", "statement"]


def test_a_term_is_found_wherever_a_long_sentence_is_cut(added, kinds):
    text = "".join(chr(0x4E00 + n) for n in range(700))
    added(text=text)
    for start in range(0, 640, 7):
        assert kinds(f'"{text[start : start + 60]}"') == ["task"], start


def test_a_character_that_fills_a_text_hides_no_phrase(added, kinds):
    added(text="园" * 5000 + "丁")
    assert kinds('"园丁"') == ["task"]


def test_no_phrase_runs_from_title_to_text_or_over_a_sign(added, kinds):
    added(title="取暖设", text="备课、堂食")
    assert kinds('"设备"') == kinds('"课堂"') == []
    assert kinds('"取暖设" "备课"') == ["task"]


def test_kind_and_county_of_an_entry_are_no_words_of_it(source, kinds):
    for query in ("statement", "p", "task", str(source.bureau_id) * 3):
        assert kinds(query) == []
    SearchEntry.objects.all().delete()
    refresh(source.plans.all())
    held = {"2", "0", "3"}
    for digit in "0123456789":
        assert kinds(digit) == (["plan"] if digit in held else []), digit


def test_rows_of_other_models_are_passed_over(source, kinds):
    refresh([source, *source.plans.all()])
    assert kinds("青禾县") == ["plan", "passage"]


def test_what_is_forgotten_or_deleted_is_gone_with_its_terms(source, kinds):
    assert terms_stored() == SearchEntry.objects.count() > 0
    forget(Task.objects.all())
    assert kinds("扩充学位") == ["passage"]
    Plan.objects.all().delete()
    assert kinds("新建幼儿园") == []
    assert terms_stored() == SearchEntry.objects.count()


def test_older_versions_of_a_file_are_not_found(source, kinds, bureau):
    newer = recorded(bureau, name="新.txt")
    Source.objects.filter(pk=newer.pk).update(previous=source)
    index_source(newer)
    assert kinds("扩充学位") == ["task", "passage"]


def test_indexing_a_source_again_changes_nothing(source, kinds):
    count = SearchEntry.objects.count()
    index_source(source)
    assert SearchEntry.objects.count() == terms_stored() == count


@pytest.mark.parametrize("write", [index_source, lambda source: refresh(statements(source))])
def test_writing_asks_as_much_for_thirty_sentences_as_for_one(
    write, bureau, django_assert_num_queries, django_assert_max_num_queries
):
    small, large = recorded(bureau, name="小"), recorded(bureau, name="大", times=30)
    with django_assert_max_num_queries(16) as first:
        write(small)
    with django_assert_num_queries(len(first.captured_queries)):
        write(large)


def statements(source):
    return Statement.objects.filter(plan__source=source)


def test_the_command_builds_what_is_missing_and_says_how_much(source, kinds, capsys):
    without_source = Plan.objects.create(bureau=source.bureau, title="手写的计划")
    Task.objects.create(plan=without_source, position=1, title="建图书馆")
    SearchEntry.objects.all().delete()
    call_command("rebuild_search")
    assert f"检索条目 {SearchEntry.objects.count()} 条" in capsys.readouterr().out
    assert kinds("扩充学位") == ["task", "passage"]
    assert (kinds("手写"), kinds("图书馆")) == (["plan"], ["task"])


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_terms_with_it(bureau):
    index_source(recorded(bureau))
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM plans_searchterms")
        assert cursor.fetchone() == (0,)
