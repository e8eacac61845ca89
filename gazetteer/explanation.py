"""Why a result stands where it does, as typed values; explanation_rows.py makes objects and text of it."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.bridge import Step


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score, in log odds: an amount (a share, a count, a log of distances) times its weight.

    The weight is that of `data/fitted.toml` or `data/weights.toml`, with the sign in which it counts.
    """

    part: str
    amount: float
    weight: float

    @property
    def gives(self) -> float:
        """What it adds to the score; below 0 it costs."""
        return self.amount * self.weight


@dataclass(frozen=True, slots=True)
class ContextUse:
    """Something of the context, and what it gave to one place or cost it.

    `kind` is the parameter (country, admin1 to admin3, focus, box, feature) or "qualifier" for words around
    the name; `given` as the asker wrote it, `understood` what it was read as ("" for nothing).
    `distance_m` is from the place to that, 0 inside a unit, None where it has no place of its own.
    """

    kind: str
    given: str
    understood: str
    distance_m: float | None
    gives: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of two scores that differs: what it gives here and there."""

    part: str
    here: float
    there: float

    @property
    def by(self) -> float:
        """How much better it makes this place than the other; below 0 worse."""
        return self.here - self.there


@dataclass(frozen=True, slots=True)
class Rival:
    """The place that a result is weighed against: the second for the first, the first for every other one.

    `differences` sum to the difference of the scores, the largest first.
    """

    place_id: str
    label: str
    score: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one place has its confidence.

    `looked_up` is the part of the query that met the name, `steps` bridge the two spellings. `parts` sum to
    the score, `none` to what "not in the gazetteer" scores; parts of 0 are left out. `others` is what all
    other candidates weigh together, as one score (None where there are none), so that

        confidence = 1 / (1 + exp(k × (none - score)) + exp(k × (others - score)))  with k = `sharpness`.
    """

    looked_up: str
    steps: tuple[Step, ...]
    parts: tuple[ScorePart, ...]
    context: tuple[ContextUse, ...]
    none: tuple[ScorePart, ...]
    others: float | None
    sharpness: float
    rival: Rival | None

    @property
    def score(self) -> float:
        """The score of the place, in log odds."""
        return sum(part.gives for part in self.parts)

    @property
    def none_score(self) -> float:
        """The score of "not in the gazetteer"."""
        return sum(part.gives for part in self.none)
