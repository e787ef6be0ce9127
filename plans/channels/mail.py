"""A notice enters, a mail to its person leaves."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plans.channels.channel import Channel, NotSentError, RefusedError, UnclearError

TIMEOUT = 20
"""Seconds to wait for the mail server."""
LONGEST_SUBJECT = 60


class Mail(Channel):
    """By the mail server of ``EDUPLAN_EMAIL_URL``."""

    name = "mail"
    label = "邮件"

    def is_on(self):
        return settings.MAIL_IS_ON

    def reaches(self, user):
        try:
            validate_email(user.email)
        except ValidationError:
            return False
        return True

    def send(self, delivery, address):
        connection = _opened()
        try:
            connection.send_messages([_letter(delivery.notice, address)])
        except SMTPRecipientsRefused as error:
            code = max(code for code, _words in error.recipients.values())
            raise _answered(code, is_for_good=code >= 500) from None
        except SMTPResponseException as error:
            is_for_good = isinstance(error, SMTPDataError) and error.smtp_code >= 500
            raise _answered(error.smtp_code, is_for_good=is_for_good) from None
        except (SMTPException, OSError) as error:
            raise UnclearError(f"发送中断，不知是否送达（{type(error).__name__}）") from None
        finally:
            connection.close()


def _opened():
    connection = mail.get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise NotSentError(f"连不上邮件服务器（{type(error).__name__}）") from None
    return connection


def _letter(notice, address):
    subject = notice.text if len(notice.text) <= LONGEST_SUBJECT else f"{notice.text[:58]}……"
    page = f"\n\n请打开：{address}" if address else "\n\n请登录教育计划系统查看。"
    body = f"{notice.user}，您好：\n\n{notice.text}{page}\n\n本邮件由系统自动发出，请不要回复。"
    return mail.EmailMessage(f"【教育计划】{subject}", body, to=[notice.user.email])


def _answered(code, *, is_for_good):
    """What an answer means: 5xx about the person or the text is the end, else come again."""
    words = f"邮件服务器答复 {code}"
    return RefusedError(words) if is_for_good else NotSentError(words)
