"""What an errand (bench/chaos/item) should do, as a few flags and a clock of minutes; knows nothing of the program."""

from dataclasses import dataclass


@dataclass
class Errand:
    """One order. Minutes are those of the house's clock since the beginning; None: not yet."""

    reference: str
    poison: bool
    wait: int
    patience: int
    approved: int | None = None
    called: bool = False
    ripe: bool = False
    told: bool = False
    arrived: bool = False
    stuck: bool = False
    looking: int | None = None
    outcome: str | None = None

    @property
    def open_tasks(self) -> list[str]:
        """The names of what people have to do now."""
        if self.outcome:
            return []
        if self.approved is None:
            return ["Approve"]
        return [] if self.looking is None else ["Look it over"]

    def decided(self, yes: bool, minute: int) -> None:
        """Approved or not."""
        if yes:
            self.approved = minute
        else:
            self.outcome = "rejected"

    def heard(self, minute: int) -> None:
        """Its message came: kept until somebody waits for it."""
        self.told = True
        if self.approved is not None:
            self.arrived = True
            self._join(minute)

    def worked(self, minute: int) -> None:
        """A worker did everything that was due."""
        if self.outcome or self.approved is None:
            return
        if self.looking is not None:
            self.outcome = "answered" if minute >= self.looking + self.patience else None
            return
        self.called, self.stuck = not self.poison, self.poison
        self.ripe = self.ripe or minute >= self.approved + self.wait
        self.arrived = self.arrived or self.told
        self._join(minute)

    def _join(self, minute: int) -> None:
        if not self.outcome and self.looking is None and self.called and self.ripe and self.arrived:
            self.looking = minute
