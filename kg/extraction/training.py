"""Training the choices of the extraction from annotated texts: one log-linear model a field, deterministic, plain JSON out.

    python -m kg.extraction.training TEXTS_AND_ANNOTATIONS... --out kg/extraction/weights.json

What is given are folders and files of annotated texts (see kg.extraction.annotated). Texts of the kind that the weights are for may count several times (FOLDER*4, FOLDER:TEXTS*4).
The likelihood of the annotated option among all options is maximised under a Gaussian prior (L-BFGS). Figures whose
annotated value is not among the options teach nothing for that field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from kg.extraction.annotated import DATED, Annotated, gold_values, load
from kg.extraction.attaching.calibrating import Curve, curve_of, plainness
from kg.extraction.attaching.deciding import FIELDS, decide, links_of, options_of
from kg.extraction.attaching.ranking import Choice, Link, Option, Weights, choose_all, link_features, relation
from kg.model.errors import UsageError

PRIOR: Final[Mapping[str, float]] = {"metric": 0.7, "entity": 200.0, "time": 16.0}
"""The fields that are trained, with the strength of the prior. Cross-validation is nearly flat about these.

Firmness and speakers are left to the rules, which cross-validation finds no worse (``python -m benchmarks attaching``): what
training adds there is the bias of the texts at hand, at the cost of plain cues."""


Known = Mapping[str, str | None]


@dataclass(frozen=True)
class Chain:
    """The options of one field along a text, how neighbours are linked, and which option of each is right (None: not among them)."""

    nodes: Sequence[Sequence[Option]]
    links: Sequence[Link]
    right: Sequence[int | None]
    times: int = 1


def chain_of(field: str, text: Annotated, known: Sequence[Known]) -> Chain:
    """A text as an example for one field, given what is known of the other fields."""
    nodes = options_of(field, text.scene, text.sites, known)
    gold = [gold_values(record)[field] for record in text.records]
    right = [
        next((place for place, option in enumerate(options) if option.value == value), None)
        for options, value in zip(nodes, gold, strict=True)
    ]
    return Chain(nodes, links_of(field, text.scene, text.sites), right, text.times)


@dataclass(frozen=True)
class Trained:
    """What training finds: the weights of every field, and the curves that tell how far their chances may be trusted."""

    weights: dict[str, dict[str, float]]
    curves: dict[str, dict[str, Curve]]


def train(texts: Sequence[Annotated], priors: Mapping[str, float] = PRIOR, *, folds: int = 4) -> Trained:
    """The weights of every field, in the order of deciding, and the curves of their chances.

    A field that looks at earlier ones learns from what models of the other folds predict for them, as it will in use. The
    curves are drawn through what those models predict as well, each text counting once.
    """
    weights: dict[str, dict[str, float]] = {}
    curves: dict[str, dict[str, Curve]] = {}
    means = rules()
    predicted: dict[str, list[dict[str, str | None]]] = {text.name: [{} for _ in text.sites] for text in texts}
    names = sorted({text.name.removesuffix(DATED) for text in texts})
    fold_of = {text.name: names.index(text.name.removesuffix(DATED)) % folds for text in texts}
    for field in FIELDS:
        chains = {text.name: chain_of(field, text, predicted[text.name]) for text in texts}
        if field not in priors:
            weights[field] = means[field]
            chosen = _predict(field, texts, chains, means[field], predicted)
        else:
            weights[field] = fit([chains[text.name] for text in texts], priors[field], means[field])
            chosen = {}
            for fold in range(folds):
                held = [text for text in texts if fold_of[text.name] == fold]
                rest = [chains[text.name] for text in texts if fold_of[text.name] != fold]
                chosen |= _predict(field, held, chains, fit(rest, priors[field], means[field], steps=30), predicted)
        curves[field] = _curves(field, texts, chosen)
    return Trained(weights, curves)


def _predict(
    field: str,
    texts: Iterable[Annotated],
    chains: Mapping[str, Chain],
    weights: Weights,
    predicted: Mapping[str, list[dict[str, str | None]]],
) -> dict[str, list[Choice]]:
    """Note what weights decide for a field of some texts; the choices of each text."""
    chosen = {}
    for text in texts:
        chain = chains[text.name]
        chosen[text.name] = choose_all(chain.nodes, chain.links, weights)
        for known, choice in zip(predicted[text.name], chosen[text.name], strict=True):
            known[field] = choice.value
    return chosen


def _curves(field: str, texts: Iterable[Annotated], chosen: Mapping[str, Sequence[Choice]]) -> dict[str, Curve]:
    """The curves of a field through the choices of models that had not seen their texts; short ones would flatter them."""
    points: dict[str, list[tuple[float, bool]]] = {"plain": [], "other": []}
    for text in texts:
        if text.short:
            continue
        for record, choice in zip(text.records, chosen[text.name], strict=True):
            right = gold_values(record)[field] == choice.value
            points[plainness(field, choice.value, text.scene.vocabulary)].append((choice.confidence, right))
    return {name: curve_of(*zip(*listed, strict=True)) for name, listed in points.items() if listed}


def rules() -> dict[str, dict[str, float]]:
    """What the rules say: weights by field, before any annotated text is seen."""
    text = files("kg.extraction").joinpath("rules.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tables: dict[str, dict[str, float]] = yaml.load(text, loader)  # noqa: S506 - a safe loader, in C where there is one
    return tables


def fit(
    chains: Sequence[Chain], prior: float, means: Mapping[str, float], least: int = 3, steps: int = 60
) -> dict[str, float]:
    """Weights that make the right sequences likely (conditional maximum likelihood, Gaussian prior about ``means``, L-BFGS).

    Where the right value of a figure is not among its options, the figure is summed over: its neighbours still teach.
    Features met with fewer than ``least`` figures are left out.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    table = _Table(chains, least, means)
    start = np.array([means.get(name, 0.0) for name in table.names])
    node_matrix = csr_matrix(
        (np.ones(len(table.node_rows)), (table.node_rows, table.node_columns)), shape=(table.node_count, len(table.names))
    )
    pair_matrix = csr_matrix(
        (np.ones(len(table.pair_rows)), (table.pair_rows, table.pair_columns)), shape=(table.pair_count, len(table.names))
    )

    def loss(weights: Any) -> tuple[float, Any]:
        node_scores, pair_scores = node_matrix @ weights, pair_matrix @ weights
        node_chances, pair_chances = np.zeros(table.node_count), np.zeros(table.pair_count)
        value = 0.0
        for chain, times in zip(table.chains, table.times, strict=True):
            value += _add_chain(chain, times, node_scores, pair_scores, node_chances, pair_chances)
        away = weights - start
        gradient = node_matrix.T @ node_chances + pair_matrix.T @ pair_chances + prior * away
        return value + 0.5 * prior * float(away @ away), gradient

    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return {name: round(float(result.x[place]), 4) for name, place in table.names.items() if abs(result.x[place]) >= 0.005}


class _Table:
    """The chains as index arrays: rows of options, rows of relations, and for each pair of options its relation's row."""

    def __init__(self, chains: Sequence[Chain], least: int, always: Iterable[str]) -> None:
        import numpy as np

        self.names = _frequent(chains, least, always)
        self.node_rows: list[int] = []
        self.node_columns: list[int] = []
        self.pair_rows: list[int] = []
        self.pair_columns: list[int] = []
        self.node_count = 0
        self.pair_count = 1  # row 0: no relation, no features
        self.times = [chain.times for chain in chains]
        self.chains: list[list[tuple[slice, Any, int | None]]] = []
        for chain in chains:
            steps: list[tuple[slice, Any, int | None]] = []
            for index, options in enumerate(chain.nodes):
                rows = slice(self.node_count, self.node_count + len(options))
                for option in options:
                    self._add(self.node_rows, self.node_columns, self.node_count, option.names())
                    self.node_count += 1
                pairs = None
                if index:
                    pairs = np.zeros((len(chain.nodes[index - 1]), len(options)), dtype=np.int64)
                    known = {"": 0}
                    for a, first in enumerate(chain.nodes[index - 1]):
                        for b, second in enumerate(options):
                            kind = relation(first.value, second.value, chain.links[index])
                            if kind not in known:
                                known[kind] = self.pair_count
                                features = link_features(kind, chain.links[index])
                                self._add(self.pair_rows, self.pair_columns, self.pair_count, features)
                                self.pair_count += 1
                            pairs[a, b] = known[kind]
                steps.append((rows, pairs, chain.right[index]))
            self.chains.append(steps)

    def _add(self, rows: list[int], columns: list[int], row: int, features: Iterable[str]) -> None:
        for column in sorted(self.names[name] for name in features if name in self.names):
            rows.append(row)
            columns.append(column)


def _frequent(chains: Sequence[Chain], least: int, always: Iterable[str]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for chain in chains:
        for index, options in enumerate(chain.nodes):
            names = {name for option in options for name in option.names()}
            if index:
                kinds = {relation(a.value, b.value, chain.links[index]) for a in chain.nodes[index - 1] for b in options}
                names |= {name for kind in kinds for name in link_features(kind, chain.links[index])}
            for name in names:
                seen[name] = seen.get(name, 0) + 1
    return {
        name: place
        for place, name in enumerate(sorted({name for name, count in seen.items() if count >= least} | set(always)))
    }


def _add_chain(
    steps: Sequence[tuple[slice, Any, int | None]],
    times: int,
    node_scores: Any,
    pair_scores: Any,
    node_chances: Any,
    pair_chances: Any,
) -> float:
    """Add a chain's expected features, minus those of its right sequences; the negative log-likelihood."""
    if not steps:
        return 0.0
    free = _sums(steps, node_scores, pair_scores, node_chances, pair_chances, times, held=False)
    tied = _sums(steps, node_scores, pair_scores, node_chances, pair_chances, -times, held=True)
    return times * (free - tied)


def _sums(
    steps: Sequence[tuple[slice, Any, int | None]],
    node_scores: Any,
    pair_scores: Any,
    node_chances: Any,
    pair_chances: Any,
    sign: float,
    *,
    held: bool,
) -> float:
    """The log of the sum over sequences, those with the right options only when ``held``; marginals are added with ``sign``."""
    import numpy as np

    nodes = []
    for rows, _, right in steps:
        scores = node_scores[rows]
        if held and right is not None:
            masked = np.full(len(scores), -1e6)
            masked[right] = scores[right]
            scores = masked
        nodes.append(scores)
    forward = [nodes[0]]
    tables: list[Any] = [None]
    for index in range(1, len(steps)):
        table = pair_scores[steps[index][1]]
        tables.append(table)
        forward.append(nodes[index] + np.logaddexp.reduce(forward[-1][:, None] + table, axis=0))
    whole = float(np.logaddexp.reduce(forward[-1]))
    backward = np.zeros(len(nodes[-1]))
    for index in range(len(steps) - 1, -1, -1):
        node_chances[steps[index][0]] += sign * np.exp(forward[index] + backward - whole)
        if index == 0:
            break
        ahead = nodes[index] + backward
        joint = forward[index - 1][:, None] + tables[index] + ahead[None, :]
        np.add.at(pair_chances, steps[index][1].ravel(), sign * np.exp(joint - whole).ravel())
        backward = np.logaddexp.reduce(tables[index] + ahead[None, :], axis=1)
    return whole


def predictions(text: Annotated, weights: Mapping[str, Weights]) -> list[dict[str, str | None]]:
    """What the model decides for every figure of a text."""
    return [decision.values for decision in decide(text.scene, text.sites, weights)]


def write(trained: Trained, path: Path, texts: Sequence[Annotated]) -> None:
    """Weights and curves as JSON that differs only where they do."""
    figures = sum(len(text.sites) for text in texts)
    about = {"model": "linear-chain conditional random fields, one a field", "texts": len(texts), "figures": figures}
    tables = {field: dict(sorted(trained.weights[field].items())) for field in FIELDS}
    whole = {"about": about, "curves": trained.curves, "weights": tables}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on folders and write the weights."""
    import argparse

    from kg.workspace.loading import load_source, load_vocabulary
    from kg.workspace.workspace import Workspace

    parser = argparse.ArgumentParser(description="Train the choices of the extraction from annotated texts.")
    parser.add_argument("folders", nargs="+", help="FOLDER or FOLDER:TEXTS, with *N to count its texts N times")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rules-only", action="store_true", help="write the rules as they stand, trained on nothing")
    given = parser.parse_args(arguments)
    space = Workspace.find(Path())
    sources = [load_source(space, path) for path in space.source_files()]
    dates = {source.sha256: source.published for source in sources if source.sha256 and source.published}
    try:
        texts = [] if given.rules_only else load(given.folders, load_vocabulary(space), dates)
    except UsageError as error:
        parser.error(str(error))
    write(Trained(rules(), {}) if given.rules_only else train(texts), given.out, texts)


if __name__ == "__main__":
    main()
