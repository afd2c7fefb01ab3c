"""To do at phones: found when they change, so that no editor waits for it. Made anew, never edited."""

from django.db import models
from django.db.models import Q

from .phones import Phone


class Examined(models.Model):
    """A phone of which all tasks are known. Moving the stamp takes this away from every phone that a change touches,
    with its tasks."""

    phone = models.OneToOneField(Phone, models.CASCADE, primary_key=True, related_name="+")
    rules = models.CharField(max_length=16, help_text="What it was examined by")

    def __str__(self):
        return f"phone {self.phone_id}"


class TaskQuerySet(models.QuerySet):
    def due(self, day):
        """Those that wait for somebody on that day."""
        return self.filter(Q(due=None) | Q(due__lte=day))


class Task(models.Model):
    """One phone on one worklist (``work``, its key). ``facts`` are what is to be done there, as
    ``catalog.worklists.findings`` writes them; before ``due`` there is nothing to do yet."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="+")
    work = models.CharField(max_length=30)
    due = models.DateField(null=True)
    facts = models.JSONField()

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phone", "work"], name="phone_on_worklist_once")]
        indexes = [models.Index(fields=["work", "due", "phone"], name="tasks_of_a_worklist")]

    def __str__(self):
        return f"{self.work}: phone {self.phone_id}"
