"""What words lead to, the same for the search page, its suggestions and the finder's ``q``: phones and questions."""

from dataclasses import dataclass

from .suggested_questions import MAX_QUESTIONS, suggested_questions


@dataclass(frozen=True)
class SearchResult:
    """``matches`` are ``NameMatch``es and ``questions`` ``SuggestedQuestion``s, both the best first."""

    matches: list
    questions: list


def search_by_words(snapshot, words, most, most_questions=MAX_QUESTIONS):
    """Names that are only alike are left out where the words are a value of the finder: no phone is called “zeiss”,
    and what looks like it is not meant."""
    matches = snapshot.names.search(words, most)
    questions = suggested_questions(snapshot, words, most_questions)
    is_named = any(match.certain for match in matches)
    is_value = any(question.certain for question in questions)
    if is_value and not is_named:
        matches = []
    return SearchResult(matches, questions)
