"""A request of an administrator enters, the list of people or the page of one leaves."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eduplan.accounts import administration, appointing, people, reset_links
from eduplan.accounts.models import User
from eduplan.accounts.passwords import start_password
from eduplan.accounts.people_filter import PeopleFilter
from eduplan.accounts.people_forms import LINK, EndForm, NewPersonForm, PersonForm, PostForm
from eduplan.audit.rights import record_rights
from indicators.models import School, Unit
from plans.views.listing import listing

MOST_OFFERED = 1000
"""Names that a field offers; more than a county has."""
MADE_MEANWHILE = "刚才有人建了同名的账号，没有保存。请核对后再试一次。"


@require_safe
def people_list(request):
    """Who works in the bureau and its schools, and how their accounts stand."""
    administration.require_administrator(request.user)
    rows = people.with_posts(people.with_state(User.objects.visible_to(request.user)))
    found = PeopleFilter(request.GET, rows.order_by("last_name", "pk"), request=request)
    context = listing(request, found)
    for person in context["page"].object_list:
        people.show(person, ended=found.with_ended)
    return render(request, "accounts/people.html", context)


@require_safe
@never_cache
def person_page(request, pk):
    """One person: contact, posts, and what can be done about the account."""
    return page_of(request, person_of(request, pk))


def person_of(request, pk):
    """The person that an address names; raises ``PermissionDenied`` and ``Http404``."""
    administration.require_administrator(request.user)
    rows = people.with_posts(people.with_state(User.objects.visible_to(request.user)))
    return people.show(get_object_or_404(rows, pk=pk), ended=True)


def page_of(request, person, *, status=200, **more):
    """The page of a person, with forms as they were sent where something is wrong."""
    context = {
        "person": person,
        "may_change": administration.may_administer(request.user, person),
        "form": PersonForm(instance=User.objects.get(pk=person.pk)),
        "post_form": PostForm(by=request.user, auto_id="id_post_%s"),
        "end_form": EndForm(),
        "link": person.reset_links.standing().order_by("-pk").first(),
        **names_for(request.user),
    }
    return render(request, "accounts/person.html", context | more, status=status)


def names_for(user):
    """Names of units and schools that the fields offer."""
    units, schools = Unit.objects.visible_to(user), School.objects.visible_to(user)
    return {
        "unit_names": units.values_list("name", flat=True)[:MOST_OFFERED],
        "school_names": schools.filter(is_confirmed=True).values_list("name", flat=True)[
            :MOST_OFFERED
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_person(request):
    """新增人员: name, post, and a link or a password that is shown once."""
    administration.require_administrator(request.user)
    form = NewPersonForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            return _made(request, form)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        except IntegrityError:
            form.add_error(None, MADE_MEANWHILE)
    context = {"form": form, **names_for(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person_new.html", context, status=status)


@transaction.atomic
def _made(request, form):
    """Make the person; the answer holds what lets him in, and nothing else does."""
    person = appointing.create_person(form.facts, by=request.user, place=form.place)
    record_rights(request, person, before={}, label="新增人员")
    if form.cleaned_data["way"] == LINK:
        token = reset_links.issue(person, by=request.user)
        return shown_once(request, person, address=reset_links.address_of(request, token))
    return shown_once(request, person, password=start_password(person))


def shown_once(request, person, **secret):
    """The page that shows a link or a password, this one time."""
    link = person.reset_links.standing().first()
    context = {"person": person, "until": link and link.expires_at, **secret}
    return render(request, "accounts/person_once.html", context)
