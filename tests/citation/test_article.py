"""Articles: placeholders, notes, calculations, errors with their places, and templates that are out to do harm."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from kg.citation.article import fill
from kg.citation.output import WRITERS
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, UsageError
from kg.model.vocabulary import Source

from .conftest import HOSTILE

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "article-fr.md"


def rendered(desk, source, to="markdown", **more):
    article = fill(desk, source, "a.md", **more)
    return WRITERS[to](replace(desk, sources=article.sources), article)


def first_line(desk, source, to="markdown"):
    return rendered(desk, source, to).split("\n")[0].replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("template", "french"),
    [
        ('{{ figure("openai-net-loss-2025-h1") }}.', "4,7 milliards de dollars[^1]."),
        ("Oui [@openai-net-loss-2025-h1; @openai-expenses-2025-h1].", "Oui[^1][^2]."),
        ('{{ value("openai-net-loss-2025-h1") }}', "4,7 milliards de dollars"),
        ('{{ value("openai-net-loss-2025-h1") | round(1) }}', "5 milliards de dollars"),
        ('{{ value("web-transition-horizon") | to("month") }}', "120 mois"),
        ('{{ value("gpt-4-class-price-2022") | number }}', "20"),
        ('{{ value("google-ai-capex-2026") | high }}', "185 000 000 000"),
        ('{{ ratio("openai-data-center-commitment", "openai-expenses-2025") }}', "64[^1]"),
        ('{{ difference("openai-expenses-2025-h1", "openai-revenue-2025-h1") }}', "4,2 milliards de dollars[^1]"),
        ('{{ sum("uber-cumulative-loss", "tesla-cumulative-loss") }}', "27 milliards de dollars[^1]"),
        ('{{ growth("openai-net-loss-2024", "openai-loss-14bn") }}', "180 %[^1]"),
        ('{{ share("nvidia-data-center-revenue-fy2026-q3", "nvidia-revenue-fy2026-q3") }}', "90 %[^1]"),
        ('{% for c in ["zhipu-revenue-2024"] %}{{ loop.index }} {{ value(c) }}{% endfor %}', "1 45 millions de dollars"),
        ('`{{ figure("nobody") }}` and `[@nobody]`', '`{{ figure("nobody") }}` and `[@nobody]`'),
    ],
)
def test_placeholders(flagship_desk, template, french):
    assert first_line(flagship_desk, template) == french


def test_a_calculation_shows_its_working(flagship_desk):
    text = rendered(flagship_desk, '{{ ratio("openai-expenses-2025-h1", "openai-revenue-2025-h1") }}').replace("\u00a0", " ")
    assert "Calcul : 8,5 milliards de dollars ÷ 4,3 milliards de dollars = 2 (1,94 à 2,02 compte tenu des arrondis)." in text


def test_a_warning_tells_a_calculation_in_the_words_of_the_language(flagship_desk):
    text = rendered(flagship_desk, "[@openai-net-loss-2025-h1]").replace("\u00a0", " ")
    assert "le calcul dépenses − chiffre d'affaires ne donne pas ce résultat (dépenses : 8,5 milliards de dollars," in text


def test_a_claim_cited_twice_has_one_note(flagship_desk):
    text = rendered(flagship_desk, "a [@openai-net-loss-2024] b [@openai-net-loss-2024]")
    assert text.count("[^1]:") == 1
    assert "a[^1] b[^1]" in text


def test_unknown_and_rejected_claims_are_told_with_line_and_column(hostile_desk):
    with pytest.raises(InvalidFilesError) as caught:
        fill(hostile_desk, 'One\n\ntwo {{ figure("nobody") }} [@c]\n', "a.md")
    told = [(p.line, p.key, p.message) for p in caught.value.problems]
    assert told == [
        (3, "column 16", "no claim is called 'nobody'"),
        (3, "column 30", "the claim 'c' was rejected on review: it cannot be cited"),
    ]


def test_disputed_claims_are_warnings_and_errors_under_strict(flagship_desk):
    source = 'x {{ figure("openai-net-loss-2025-h1") }}'
    [warning] = fill(flagship_desk, source, "a.md").warnings
    assert (warning.line, warning.key) == (1, "column 14")
    assert "openai-net-loss-2025-h1 is disputed" in warning.message
    with pytest.raises(InvalidFilesError):
        fill(flagship_desk, source, "a.md", strict=True)


def test_the_growth_of_what_was_below_zero_is_refused(flagship_desk):
    loss = Claim("loss", "bad", "-2 billion", "acme", "profit", ("-2000000000",), "USD", period="2023")
    gain = Claim("gain", "bad", "2 billion", "acme", "profit", ("2000000000",), "USD", period="2024")
    base = replace(flagship_desk.base, claims=(loss, gain), sources={"bad": Source("bad")})
    with pytest.raises(InvalidFilesError, match="growth is measured against what is above zero"):
        fill(replace(flagship_desk, base=base, findings=()), '{{ growth("loss", "gain") }}', "a.md")


def test_a_title_may_hold_quotes(flagship_desk):
    title = r"""title="so-called \"loss\" of 'one'" """
    made = fill(flagship_desk, f'{{{{ chart("openai-net-loss-2024", {title}) }}}}', "a.md")
    assert len(made.pieces) == 1


HOSTILE_TEMPLATES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ figure.__globals__ }}",
    '{{ value("a").claim }}',
    '{{ value("a")["claim"] }}',
    '{{ value("a") | attr("claim") }}',
    "{{ self }}",
    "{{ config }}",
    "{{ lipsum() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in range(100000000) %}x{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(900) %}{% for b in range(900) %}{{ b }}{% endfor %}{% endfor %}",
    "{{ 'x' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%s' % 5 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ [figure] }}",
    "{{ range }}",
    "{{ (1).bit_length() }}",
    '{{ figure("a").text }}',
    "{{ cycler }}",
    "{% set a = 10 ** 5 %}",
    '{{ "x".format(1) }}',
    "{{ dict(a=1) }}",
    "{{ value(value) }}",
    "\ue010" + "0" + "\ue011",
]


@pytest.mark.parametrize("template", HOSTILE_TEMPLATES)
def test_hostile_templates_are_refused(hostile_desk, template):
    with pytest.raises((InvalidFilesError, UsageError)):
        rendered(hostile_desk, template)


ALL = 'Raw <script>x</script>\n\n{{ figure("a") }} {{ figure("b") }} {{ sum("a", "a") }} {{ "<i>*x*</i>" }}\n\n{{ table(entity="acme") }}\n\n{{ chart("a", title="<b>*t*</b>") }}\n'


@pytest.mark.parametrize("style", ["apa", "chicago-note-bibliography", "iso690-note-fr", "ieee"])
def test_hostile_labels_are_shown_and_nothing_else(hostile_desk, style):
    desk = replace(hostile_desk, style=style)
    page = rendered(desk, ALL, "html")
    tree = html5lib.HTMLParser(strict=True).parse(page)
    names = {element.tag.rpartition("}")[2] for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "img", "iframe", "b"}
    links = [e.get("href") for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}a")]
    assert all(link.startswith(("#", "https://example.org/")) for link in links)
    assert not any(key.startswith("on") for e in tree.iter() if isinstance(e.tag, str) for key in e.attrib)
    assert html.escape("<script>alert(1)</script>") in page
    assert "{{ 7*7 }}" in html.unescape(page)


def test_hostile_labels_do_nothing_in_markdown_and_latex(hostile_desk):
    from markdown_it import MarkdownIt

    text = rendered(hostile_desk, ALL).replace("Raw <script>x</script>", "")
    shown = MarkdownIt("commonmark").enable("table").render(text.replace("](data:", "](data-"))
    assert "<script" not in shown
    assert "javascript:alert" not in re.sub(r"\[x\]\(javascript:alert\(2\)\)", "", html.unescape(shown))
    assert '<img src="http' not in shown
    document = rendered(hostile_desk, ALL, "latex")
    assert "\\input" not in document.replace("\\usepackage[utf8]{inputenc}", "")
    assert "\\textbackslash{}input\\{x\\}" in document


@pytest.mark.parametrize("to", ["markdown", "html", "latex"])
def test_rendering_again_gives_the_same_bytes(flagship_desk, to):
    source = EXAMPLE.read_text(encoding="utf-8")
    fresh = replace(flagship_desk)
    assert rendered(flagship_desk, source, to) == rendered(fresh, source, to)


def test_the_example_has_its_figures_a_table_and_a_chart(flagship_desk):
    source = EXAMPLE.read_text(encoding="utf-8")
    assert len(source.split()) >= 1500
    assert len(set(re.findall(r'figure\("([^"]+)"\)', source))) >= 25
    page = rendered(flagship_desk, source, "html")
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<table>") == 1
    assert page.count("<svg") == 1
    assert "http-equiv" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert (EXAMPLE.parent / "article-fr.html").read_text(encoding="utf-8") == page


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
@pytest.mark.parametrize("to", ["html", "latex", "plain"])
def test_pandoc_takes_the_markdown(flagship_desk, to):
    text = rendered(flagship_desk, EXAMPLE.read_text(encoding="utf-8"))
    done = subprocess.run(
        ["pandoc", "--citeproc", "-f", "markdown", "-t", to], input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "800\u00a0millions" in done.stdout.replace("&nbsp;", "\u00a0").replace("~", "\u00a0")
    assert HOSTILE not in done.stdout


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_pandoc_shows_hostile_labels_as_they_stand(hostile_desk):
    text = rendered(hostile_desk, ALL.replace("Raw <script>x</script>", ""))
    done = subprocess.run(["pandoc", "--citeproc", "-t", "html"], input=text, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not re.search(r"<script|<em>b|<code>c|href=\"javascript|src=\"http|class=\"(?:math|citation)", done.stdout)
    assert " ".join(HOSTILE.split()) in " ".join(html.unescape(done.stdout).split())


LATEX = r"""# Title [with] *all* of it & 100 % {{ figure("a") }}

--- ``quotes'' and \\commands{} $x^2$ #1 ~ ^ _under_ 50 % € £ ₹ ₪ é œ « à » 1 000 $ − × → ≤ 中 Ж 😀

[starts with a bracket] and breaks\\
[again] [a link](https://example.org/a_b?c=d%20e&f=é#g{h}) [bad](javascript:alert) **bold** ~~struck~~

- [x] item {{ figure("b") }}
- *starred*
- > quoted

| [a] | * b |
|---|---|
| {{ figure("a") }} | [@b] |
| [x] & y | *z* \\ |

```
[code] % # & \\ {}

  two  spaces
```

### Third {{ sum("a", "a") }}

{{ table(entity="acme") }}

{{ chart("a", title="50 % of [all] & more_") }}
"""
ENGINES = ["pdflatex", "lualatex", "xelatex"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_latex_is_set_whatever_stands_in_it(hostile_desk, engine, language, tmp_path):
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not here")
    (tmp_path / "a.tex").write_text(rendered(replace(hostile_desk, language=language), LATEX, "latex"), encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, errors="replace")
    assert done.returncode == 0, [line for line in done.stdout.split("\n") if line.startswith(("!", "l."))]


def test_what_the_source_of_a_cited_figure_is_called_is_set_too(hostile_desk, tmp_path):
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not here")
    from kg.citation.citing import WRITERS as CITED
    from kg.citation.citing import cite

    cited = CITED["latex"](hostile_desk, cite(hostile_desk, ["a", "b"]))
    page = "\\documentclass{article}\\usepackage{hyperref}\\begin{document}" + cited + "\\end{document}"
    (tmp_path / "a.tex").write_text(page, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, errors="replace")
    assert done.returncode == 0, [line for line in done.stdout.split("\n") if line.startswith(("!", "l."))]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n\n{{ figure(acme) }}", "a.md:3: a claim is named by its id in quotes"),
        ("{{ figure() }}", "a.md:1: figure() missing 1 required"),
        ("{{ table(foo=1) }}", "a.md:1: table() got an unexpected keyword argument 'foo'"),
        ('{{ chart("a", title=5) }}', "a.md:1: title= is a text in quotes, not 5"),
        ('\n{{ value("a") | shout }}', "a.md:2: No filter named 'shout'"),
        ('{{ value("a") | to("km") }}', "a.md:1: cannot convert USD"),
        ("One [@Nobody].", "a.md:1: column 7: @Nobody is no note so"),
        ("One [see @a].", "a.md:1: column 11: @a is no note so"),
        ("One [@a, p. 3].", "a.md:1: column 7: @a is no note so"),
        ("So says @a.", "a.md:1: column 10: @a is no note so"),
        ("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", "a.md: an expression is nested too deeply"),
        ("{{ " + "1+" * 5000 + "1 }}", "a.md: an expression is nested too deeply"),
        ("{% for i in range(900) %}{% set x = table() %}{% endfor %}", "more than 20000 steps"),
        ('{% for i in range(900) %}{% for j in range(900) %}{% set x = sum("a", "a") %}{% endfor %}{% endfor %}', "steps"),
    ],
)
def test_what_is_wrong_is_told_in_words_with_its_place(hostile_desk, source, said):
    with pytest.raises(InvalidFilesError) as caught:
        fill(hostile_desk, source, "a.md")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "source", ["[@jack](https://example.org/)", "me@a.org and \\@a", "[it](https://example.org/@a)", "`@a`"]
)
def test_names_that_are_no_claims_are_left_alone(hostile_desk, source):
    assert rendered(hostile_desk, source) == source + "\n"


def test_a_quotient_by_a_bound_is_a_bound(flagship_desk):
    text = first_line(flagship_desk, '{{ ratio("openai-net-loss-2024", "omnicom-advertisers") }}')
    assert text == "au plus 170 millions de dollars[^1]"


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
@pytest.mark.parametrize("style", ["apa", "iso690-note-fr", "iso690-numeric-fr"])
def test_pandocs_citation_processor_changes_nothing(flagship_desk, style):
    text = rendered(replace(flagship_desk, style=style), EXAMPLE.read_text(encoding="utf-8"))
    pages = [
        subprocess.run(["pandoc", *more, "-t", "html"], input=text, capture_output=True, text=True, check=True)
        for more in ([], ["--citeproc"])
    ]
    assert pages[0].stdout == pages[1].stdout
    assert [page.stderr for page in pages] == ["", ""]
