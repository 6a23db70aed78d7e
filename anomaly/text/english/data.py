"""Sentences about digits, and about MNIST on disk and on the network."""

SENTENCES: dict[str, str] = {
    "time.seconds": "{seconds} s",
    "time.minutes": "{minutes} min",
    "share.all": "all",
    "share.part": "{percent} of",
    "share.unknown": "–",
    "list.words": ", ",
    "list.parts": "; ",
    "list.sentences": " ",
    "list.clauses": ". ",
    "digits.one": "{label}s",
    "digits.many": "{first} and {last}",
    "digits.rest": "all others",
    "data.unknown_label": "“{label}” is not a digit. Use digits from 0 to 9.",
    "data.no_normal": "No digit is chosen as normal. Choose at least one.",
    "data.all_normal": (
        "All ten digits are chosen as normal, so nothing is left to be an anomaly. "
        "Leave at least one out."
    ),
    "data.too_few": "There are {count} normal training digits; at least 2 are needed.",
    "data.unknown_source": (
        "“{source}” is no set of digits. Use auto, mnist, generated or a folder with MNIST."
    ),
    "data.no_mnist": (
        "There is no MNIST under {folder}. Put its four files, packed as .gz or not, into MNIST/raw "
        "there or into the folder itself ({files}), or let the app fetch it."
    ),
    "data.damaged": (
        "MNIST in {folder} is damaged or incomplete ({files}) and is not used. Replace those "
        "files, or let a fresh copy be fetched into data/."
    ),
    "data.file_damaged": "{file} is damaged",
    "data.file_missing": "{file} is missing",
    "data.unreadable": "MNIST under {folder} could not be read. Check its permissions.",
    "data.sheet_damaged": (
        "The bundled digits in assets/{file} are missing or damaged. Restore the file from the "
        "repository."
    ),
    "data.not_fetched": (
        "MNIST is not on this machine and could not be fetched. Check the network, say with MNIST_ROOT "
        "which folder holds MNIST/raw, or use --data generated."
    ),
    "data.in_use_mnist": "MNIST ({train:,} + {test:,} digits)",
    "data.in_use_generated": "generated digits ({train:,} + {test:,}), made by our own network",
    "data.in_use_class": "digits that a class drew ({train:,} + {test:,})",
    "data.class_damaged": "“{file}” is not a class’s ZIP with labelled digits, or is damaged. Download the class again from the page Class.",
    "data.stored_mnist": "MNIST, as stored with the detector",
    "data.contamination_none": (
        "{share:.0%} of anomalies beside {count:,} normal training digits is less than one. "
        "Train on more digits, or mix in a larger share."
    ),
    "data.contamination_short": (
        "{share:.0%} of anomalies are {wanted:,} digits, but only {there:,} are there to mix in. "
        "Mix in a smaller share, or train on fewer digits."
    ),
    "data.short_mnist": "MNIST test digits",
    "data.short_generated": "generated test digits",
    "data.short_class": "test digits that a class drew",
    "fetch.too_slow": (
        "MNIST could not be fetched in time. The generated digits stay in use; try again later."
    ),
    "fetch.cancelled": "The download of MNIST was stopped. The generated digits stay in use.",
    "fetch.disk": (
        "MNIST could not be stored under {folder} ({reason}). Free some space or make the folder "
        "writable; the generated digits stay in use."
    ),
    "fetch.unreachable": (
        "MNIST, 70,000 digits written by people, could not be fetched: no mirror answered with the right "
        "files. The generated digits stay in use; check the network and try again."
    ),
}
