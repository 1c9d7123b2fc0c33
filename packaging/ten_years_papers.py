"""The papers and ratings of the generated program: letters, files, scans, disclosures; sheets, scores and draws."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from umdesk.domain.words import ApplicationState, CycleState, FilePurpose, LetterKind
from umdesk.domain.year_words import YearFilePurpose
from umdesk.storage import models

if TYPE_CHECKING:
    from ten_years import Row, World

RATERS = 3
_TEXT = b"A page"


def papers(world: "World") -> None:
    """Some of everything that is kept whole, around applications, participations and years."""
    from ten_years import moment  # noqa: PLC0415 -- the two make each other's rows

    random = world.random
    blob = sha256(_TEXT).hexdigest()
    world.rows[models.Blob] = [{"sha256": blob, "media_type": "application/pdf", "data": _TEXT}]
    file = {"name": "page.pdf", "media_type": "application/pdf", "size": len(_TEXT), "blob_sha256": blob,
            "added_by": "Maria Ortega"}  # fmt: skip

    def printed(on: "Row", kind: str, number: str) -> "Row":
        return world.put(
            models.PrintedDocument, kind=kind, number=number, record_id=on["id"], digest="0123456789", pages=1,
            blob_sha256=blob, printed_at=moment(world.today), printed_by="Maria Ortega",
        )  # fmt: skip

    for row in world.rows.get(models.Application, []):
        later = min(world.today, row["received"] + timedelta(days=random.randint(0, 400)))
        if random.random() < 0.1:
            paper = printed(row, "letter", row["number"])
            world.put(
                models.Letter, application_id=row["id"], kind=LetterKind.RECEIVED, made_at=moment(later),
                made_by="Maria Ortega", printed_document_id=paper["id"],
                sent_on=min(world.today, later + timedelta(days=3)) if random.random() < 0.5 else None,
            )  # fmt: skip
        if random.random() < 0.1:
            world.put(models.Attachment, application_id=row["id"], added_at=moment(later), **file)
    for row in world.rows[models.Participation]:
        if random.random() < 0.1:
            on = min(world.today, row["started"] + timedelta(days=random.randint(0, 400)))
            world.put(
                models.ParticipationFile, participation_id=row["id"], purpose=FilePurpose.OTHER, added_at=moment(on),
                **file,
            )  # fmt: skip
            paper = printed(row, "cdp", f"{on.year}-{len(world.rows.get(models.PrintedDocument, [])):05}")
            world.put(
                models.FiledPage, printed_document_id=paper["id"], page=1, blob_sha256=blob, source="scan.pdf",
                source_page=1, filed_by="Maria Ortega", filed_at=moment(on),
            )  # fmt: skip
    for row in world.rows[models.Action]:
        on = min(world.today, row["target_date"])
        if random.random() < 0.3:
            world.put(
                models.YearFile, purpose=YearFilePurpose.EVIDENCE, action_id=row["id"], added_at=moment(on), **file
            )
            world.put(
                models.Disclosure, at=moment(on), by="Maria Ortega", recipient="CalHR", purpose="Report",
                what=f"List {len(world.rows.get(models.Disclosure, []))}",
                how="paper",
            )  # fmt: skip
        if random.random() < 0.2:
            paper = printed(row, "report", f"{row['year']}-{len(world.rows[models.PrintedDocument])}")
            world.put(
                models.FiledReport, kind="records", period_from=row["target_date"],
                period_to=row["target_date"] + timedelta(days=row["position"]), printed_document_id=paper["id"],
                content_sha256=blob, filed_on=on, filed_by="Maria Ortega", filed_at=moment(on),
            )  # fmt: skip


def ratings(world: "World") -> None:
    """Closed cycles with enough raters: each rater's sheet for each application that stays, some draws."""
    from ten_years import moment  # noqa: PLC0415 -- the two make each other's rows

    random = world.random
    criteria = {row["cycle_id"]: row for row in world.rows[models.CriteriaSet]}
    keys = {row["criteria_set_id"]: row["key"] for row in world.rows[models.Criterion]}
    code = {row["id"]: row["class_code"] for row in world.rows[models.Appointment]}
    for cycle in world.rows[models.Cycle]:
        raters = [row for row in world.rows.get(models.Rater, []) if row["cycle_id"] == cycle["id"]]
        if cycle["state"] != CycleState.CLOSED or len(raters) < RATERS:
            continue
        made = criteria[cycle["id"]]
        if random.random() < 0.7:
            cycle.update(draw_seed=f"{random.getrandbits(128):032x}", draw_seed_source="computer")
        for row in world.rows[models.Application]:
            # Of an application on an unconfirmed class the coordinator has not decided yet: nobody rates it.
            if row["cycle_id"] != cycle["id"] or row["state"] == ApplicationState.WITHDRAWN:
                continue
            if code[row["appointment_id"]] == "9003":
                continue
            day = row["received"] + timedelta(days=20)
            for rater in raters[: RATERS if random.random() < 0.95 else RATERS - 1]:
                sheet = world.put(
                    models.Sheet, application_id=row["id"], rater_id=rater["id"], criteria_set_id=made["id"],
                    assigned_at=moment(day), started_at=moment(day), submitted_at=moment(day),
                )  # fmt: skip
                world.put(
                    models.Rating, sheet_id=sheet["id"], criterion_key=keys[made["id"]],
                    value=Decimal(random.randint(5, 10)),
                )  # fmt: skip
