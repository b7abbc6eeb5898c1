"""The knowledge base keeps its own rules, so that a wrong line is found before it is used."""

from dataclasses import replace

import pytest

from analyzer.language import Alias, SkillBase, SkillRecord, load_competencies, load_skills, problems
from analyzer.language.tokens import key, stem

BASE = load_skills()


def test_the_knowledge_base_keeps_its_rules():
    assert problems(BASE) == ()


def record(**changes):
    plain = SkillRecord("net", "Net", "tool", "programming", (Alias("Net"),))
    return SkillBase({"net": replace(plain, **changes), "trawl": replace(plain, id="trawl", name="Trawl")})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "Net Work"}, "an id is made of"),
        ({"kind": "gadget"}, "unknown kind"),
        ({"competency": "fishing"}, "unknown competency"),
        ({"status": "maybe"}, "status must be"),
        ({"implies": ("nowhere",)}, "unknown skill nowhere"),
        ({"successor": "nowhere"}, "unknown skill nowhere"),
        ({"broader": ("net",)}, "refers to itself"),
        ({"name": "Trawl"}, "has the name of"),
        ({"signs": ("<nobody> .. net",)}, "Unknown class of words"),
        ({"signs": (".. net",)}, "begins and ends"),
        ({"aliases": (Alias("nets"),)}, "names them all"),
        ({"aliases": (Alias("Net", near=("tool", "fish")),)}, "mixes the context"),
    ],
)
def test_a_wrong_record_is_named(changes, said):
    assert any(said in line for line in problems(record(**changes)))


def test_a_name_with_a_context_may_be_shared():
    assert not any(
        "names them all" in line for line in problems(record(aliases=(Alias("Net", near=("tool",)),)))
    )


def test_a_retired_exam_is_still_known_and_says_what_followed():
    exam = BASE["aws-certified-machine-learning-specialty"]
    assert exam.status == "retired"
    assert BASE[exam.successor].kind == "certification"


def test_a_group_holds_what_competes():
    names = {one.name for one in BASE.group("vector-databases")}
    assert {"Pinecone", "Qdrant"} <= names
    assert BASE.group("") == ()


def test_there_are_enough_skills_and_all_competencies_have_some():
    assert len(BASE) >= 2500
    for record in load_competencies():
        assert sum(skill.competency == record.id for skill in BASE.skills.values()) >= 20, record.id
        assert len(record.levels) == 4


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kubernets", "Kubernetes"),
        ("power bi", "Power BI"),
        ("PMP", "PMP"),
        ("golang", "Go"),
        ("retrieval augmented generation", "retrieval-augmented generation"),
        ("stakeholder managment", "stakeholder management"),
    ],
)
def test_search_finds_what_was_meant(query, name):
    assert BASE.search(query)[0].name == name


def test_search_finds_nothing_for_nonsense():
    assert BASE.search("xqzjw") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("registers", "register"),
        ("optimisation", "optimization"),
        ("labelling", "labeling"),
        ("programmes", "program"),
        ("policies", "policy"),
        ("Master’s", "master"),
        ("LLMs", "llm"),
        ("centre", "center"),
        ("modelling", "modeling"),
        ("analyses", "analysis"),
    ],
)
def test_forms_of_one_word_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "word", ["Kubernetes", "pandas", "analysis", "business", "enterprise", "AWS", "access"]
)
def test_words_that_only_look_inflected_are_left_alone(word):
    assert key(word) == word.casefold()


@pytest.mark.parametrize(("one", "other"), [("managed", "managing"), ("led", "lead"), ("planned", "plan")])
def test_forms_of_one_verb_have_one_stem(one, other):
    assert stem(one) == stem(other)
