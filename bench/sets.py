"""Sets of annotated reports: the invented ones here, and real ones beside the checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import Gold, Record, Tallies, tally
from kb_build.extract.records import records
from kb_build.gather import understand

ROOT = Path(__file__).parents[1]
SUFFIX = ".gold.tsv"

Extractor = Callable[[Path], Sequence[Record]]  # a report's file → its records


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotations, and the reports that they speak of."""

    name: str  # as tables and pins call it
    gold: Path  # folder of NAME.gold.tsv
    reports: Path  # folder of NAME.txt

    def annotated(self) -> list[tuple[str, Path, Path]]:
        """Name, annotation and text of each report, in order of name.

        Raises FileNotFoundError where the folder has no annotation, or a report is missing.
        """
        found = []
        for gold in sorted(self.gold.glob(f"*{SUFFIX}")):
            name = gold.name.removesuffix(SUFFIX)
            text = self.reports / f"{name}.txt"
            if not text.is_file():
                raise FileNotFoundError(f"{gold} speaks of {text}, which is not there")
            found.append((name, gold, text))
        if not found:
            raise FileNotFoundError(f"no *{SUFFIX} in {self.gold}")
        return found

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with any annotation or text of the set."""
        digest = hashlib.sha256()
        for name, gold, text in self.annotated():
            for part in (name.encode("utf-8"), gold.read_bytes(), text.read_bytes()):
                digest.update(hashlib.sha256(part).digest())
        return digest.hexdigest()[:12]


INVENTED = GoldSet("invented", ROOT / "tests" / "gold", ROOT / "tests" / "gold")


def beside() -> GoldSet | None:
    """The annotated real reports beside the checkout, which are no part of it; None without."""
    for gold in sorted(ROOT.parent.glob("*/gold/annotations")):
        reports = gold.parents[1] / "reports" / "annotated"
        if reports.is_dir() and next(gold.glob(f"*{SUFFIX}"), None):
            return GoldSet("real", gold, reports)
    return None


def known() -> list[GoldSet]:
    """All sets of annotated reports that are available."""
    real = beside()
    return [INVENTED, real] if real else [INVENTED]


def extracted(file: Path) -> list[Record]:
    """What our own extractor says on a report; topics are not annotated, so none are looked for."""
    return list(records(understand(file), lambda text: ()))


def recorded(lines: Iterator[Record]) -> Extractor:
    """An extractor that gives records from a file, found by the name of the report."""
    named: dict[str, str] = {}
    by_report: dict[str, list[Record]] = {}
    for record in lines:
        id_ = record["id"] if record["type"] == "report" else record["report"]
        if record["type"] == "report":
            named[Path(record["source"]).stem] = id_
        by_report.setdefault(id_, []).append(record)
    return lambda file: by_report.get(named.get(file.stem, ""), [])


def tallies(gold: GoldSet, extract: Extractor = extracted) -> Mapping[str, Tallies]:
    """The tallies of each report of a set by its name.

    Raises FileNotFoundError as `annotated` does, GoldError for a row that says nothing.
    """
    return {
        name: tally(Gold.read(rows, text.read_text(encoding="utf-8")), extract(text))
        for name, rows, text in gold.annotated()
    }
