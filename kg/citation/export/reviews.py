"""What the checks found as schema.org ClaimReview, the form in which fact-checks are published on the web."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from kg.citation.formatting import claim_figure
from kg.citation.timing import claim_time
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.rivals import rivals_in
from kg.graph.names import Names, encode
from kg.model.base import Base
from kg.model.claim import Claim
from kg.model.quantity import ABOUT_SHARE

_REVIEWED: Final = (Kind.CONFLICT, Kind.DERIVATION, Kind.IDENTITY, Kind.AGREEMENT)
_NAMES: Final = {
    (Kind.CONFLICT, Severity.ERROR): (2, "Contradicted by another source or passage"),
    (Kind.CONFLICT, Severity.WARNING): (3, "Possibly contradicted"),
    (Kind.DERIVATION, Severity.ERROR): (1, "Does not follow from its own inputs"),
    (Kind.DERIVATION, Severity.WARNING): (3, "May not follow from its own inputs"),
    (Kind.IDENTITY, Severity.ERROR): (2, "Does not fit related figures"),
    (Kind.IDENTITY, Severity.WARNING): (3, "May not fit related figures"),
    (Kind.IDENTITY, Severity.INFO): (3, "May not fit related figures"),
    (Kind.DERIVATION, Severity.INFO): (5, "Follows from its inputs"),
    (Kind.AGREEMENT, Severity.INFO): (5, "Corroborated by independent sources"),
}


def as_claim_review(
    prefix: str, title: str, base: Base, findings: Iterable[Finding], about_share: Decimal = ABOUT_SHARE
) -> str:
    """A JSON-LD document with a ClaimReview for each conflict, recomputation, rule and agreement; waived ones are left out."""
    graph = [review for finding in findings for review in _reviews(prefix, title, base, finding, about_share)]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _reviewed(base: Base, finding: Finding, about_share: Decimal) -> list[Claim]:
    """The claims of a finding, that which is reviewed first: of a conflict one that others of it speak against."""
    claims = [base.by_id[i] for i in finding.claims if i in base.by_id]
    if finding.kind is not Kind.CONFLICT:
        return claims
    subject = next((claim for claim in claims if rivals_in(base, finding, claim.id, about_share)), None)
    return sorted(claims, key=lambda claim: claim is not subject)


def _reviews(prefix: str, title: str, base: Base, finding: Finding, about_share: Decimal) -> Iterator[dict[str, Any]]:
    rating = _NAMES.get((finding.kind, finding.severity))
    if finding.kind not in _REVIEWED or rating is None or finding.waived is not None:
        return
    claims = _reviewed(base, finding, about_share)
    if not claims:
        return
    subject = claims[0]
    iri = f"{prefix}finding/{encode(finding.id)}"
    involved = {"citation": [_appearance(prefix, base, claim) for claim in claims[1:]]} if claims[1:] else {}
    yield {
        "@type": "ClaimReview",
        "@id": iri,
        "url": iri,
        "claimReviewed": claim_sentence(base, subject),
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": title, "url": prefix},
        "reviewBody": finding.explanation,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating[0],
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": rating[1],
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": Names(prefix).claim(subject.id),
            **({"author": _speaker(base, subject)} if subject.attributed_to else {}),
            "appearance": _appearance(prefix, base, subject),
        },
        **involved,
    }


def claim_sentence(base: Base, claim: Claim) -> str:
    """A claim in one line of English: OpenAI, net loss, first half of 2025: $4.7 billion."""
    entity, metric = base.vocabulary.entity(claim.entity).name("en"), base.vocabulary.metric(claim.metric).name("en")
    return f"{entity}, {metric}, {claim_time(claim, 'en')}: {claim_figure(claim, 'en')}"


def _speaker(base: Base, claim: Claim) -> dict[str, Any]:
    entity = base.vocabulary.entity(claim.attributed_to or "")
    return {"@type": "Person" if entity.type == "person" else "Organization", "name": entity.name("en")}


def _appearance(prefix: str, base: Base, claim: Claim) -> dict[str, Any]:
    source = base.sources.get(claim.source)
    work: dict[str, Any] = {"@type": "CreativeWork", "@id": Names(prefix).source(claim.source), "text": claim.exact}
    if source is None:
        return work
    work["name"] = source.title or source.description or source.id
    if source.url:
        work["url"] = source.url
    if source.published and source.published[:4].isdigit() and "/" not in source.published:
        work["datePublished"] = source.published
    if source.authors:
        work["author"] = [{"@type": "Person", "name": name} for name in source.authors]
    if source.publisher:
        work["publisher"] = {"@type": "Organization", "name": source.publisher}
    return work
