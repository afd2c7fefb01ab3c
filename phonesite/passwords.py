"""What a password may be, beside Django's rules."""

from django.core.exceptions import ValidationError

MAX_LENGTH = 128


class MaximumLengthValidator:
    """Refuses what nobody types: hashing it would cost for nothing."""

    def validate(self, password, user=None):
        if len(password) > MAX_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self):
        return f"Your password must contain at most {MAX_LENGTH} characters."
