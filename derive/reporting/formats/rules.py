"""What is said of each verdict where a program explains what it found: its meaning, and what to do."""

from __future__ import annotations

from derive.judging.verdict import Kind
from derive.reporting.selection import FINDING
from derive.reporting.wording import MEANINGS, sentence

FINDING_MEANS = "a document says a thing in two ways, each by itself right"
RULES = {kind.value: sentence(meaning) for kind, meaning in MEANINGS.items()} | {FINDING: sentence(FINDING_MEANS)}
"""By its word, what each verdict means."""

ADVICE = {
    Kind.PROVED: "The author expects another verdict; take `expect:` away.",
    Kind.REFUTED: "Put in the values to see it fail. A correction that is offered was proved. If the error is to stay, "
    "write `expect: refuted` above the formula.",
    Kind.CONDITIONAL: "If the assumption holds, declare it with `assume`; else the equation is false.",
    Kind.CONVENTION: "The author expects another verdict. State the convention with `layout:`, or take `expect:` away.",
    Kind.UNDECIDED: "The message says what was tried. More time may help, `--timeout`, and so may smaller steps.",
    Kind.UNREAD: "Declare the name, or write the formula as the message expects. `skip: REASON` leaves it out.",
    Kind.DEFINITION: "The author expects a claim, but this defines; has the left side another definition?",
    Kind.SKIPPED: "The author expects a claim, but this claims nothing or is left out.",
}
HELP = {kind.value: text for kind, text in ADVICE.items()} | {
    FINDING: "No claim is wrong for it. See whether both places are meant to say the same."
}
"""By its word, what to do about a verdict that is not as expected."""
