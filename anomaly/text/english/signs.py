"""Sentences on a person's own pictures in the place of digits."""

SENTENCES: dict[str, str] = {
    "signs.needs_many": (
        "The detector {detector} needs thousands of pictures. Use one that learns from few: {known}."
    ),
    "pictures.missing": (
        "There is no folder, ZIP or picture at {path} that can be opened. Check its name and permissions."
    ),
    "pictures.no_source": (
        "Pictures cannot be read from a value of the type {kind}. Give the path of a folder, a ZIP or a picture, "
        "or a file's name and content as (name, bytes)."
    ),
    "pictures.none": (
        "No pictures were found. Give a folder, a ZIP or files with PNG, JPEG, WebP or HEIC pictures."
    ),
    "pictures.none_normal": (
        "There are pictures of anomalies only. Put pictures of what is normal into a folder called normal "
        "beside them."
    ),
    "pictures.unclear_folders": (
        "The pictures are in {count} folders ({names}), and none is called normal. Name the folders normal and "
        "anomaly, or give one folder with pictures of what is normal."
    ),
    "pictures.unreadable_folder": "{path} could not be read ({reason}). Check its permissions.",
    "pictures.too_many_files": "There are more than {limit:,} files. Give a folder with fewer.",
    "pictures.all_skipped": (
        "None of the {count:,} pictures could be used. The first is {name}: {reason}"
    ),
    "pictures.zip_damaged": "{name} is a damaged or incomplete ZIP. Pack it again, or give the unpacked folder.",
    "pictures.zip_encrypted": "{name} is locked with a password. Unpack it, and give the folder.",
    "pictures.zip_too_large": "{name} is larger than {limit:,} MB. Unpack it, and give the folder.",
    "pictures.zip_too_many": (
        "{name} lists more files than can be read from a ZIP. Unpack it, and give a folder with fewer."
    ),
    "pictures.encrypted": "It is locked with a password. Unpack it first.",
    "pictures.compression": "It is packed by a method that is not read. Pack it again as a usual ZIP.",
    "pictures.unpacked": "The ZIP unpacks to more than {limit:,} MB; what comes after these is left out.",
    "pictures.damaged_member": "It is damaged within the ZIP. Pack it again.",
    "pictures.unreadable": "It could not be read. Check its permissions.",
    "pictures.duplicate": "It is the same picture as {name}; each counts once.",
    "pictures.no_pictures": "Files that are no pictures and were passed over: {count:,}.",
    "pictures.elsewhere": (
        "Pictures outside of the folders that say what is normal and what an anomaly, left out: {count:,}."
    ),
    "pictures.subset": "Of {count:,} pictures {most:,} were taken, drawn at random.",
    "pictures.sizes": (
        "The pictures are of very different sizes, from {low:,} to {high:,} pixels. That does no harm: what is "
        "drawn on each is brought to one size."
    ),
    "pictures.uneven": (
        "Pictures whose ground is uneven, so that what was taken for ink may be something else: {count:,}."
    ),
    "signs.too_few": (
        "There are {count} different pictures of the sign; at least {needed} are needed, and ten or more are "
        "better. Add some."
    ),
    "signs.too_many": "There are more than {limit:,} pictures. Leave some out.",
    "signs.no_pictures": (
        "These are no pictures. Give arrays of 28 × 28 intensities from 0 to 1, ink bright on dark, "
        "as read_pictures returns them."
    ),
    "signs.plan": (
        "Your own pictures are all fitted on, and are label 1. Leave the normal digits, the most digits to fit "
        "on and the contamination as they are."
    ),
    "cli.pictures": (
        "learn a sign of your own instead of digits, from a folder, a ZIP or picture files; folders in it called "
        "normal and anomaly say which is which (default detector: gradients)"
    ),
    "cli.model": "use the detector in this file, in place of the options that describe one",
    "cli.beside_model": (
        "{option} describes a detector to train, and --model names a trained one. Leave one of them out."
    ),
    "cli.as_recorded": "as recorded in {path} when it was tested:",
    "cli.no_model": (
        "There is no file at {path}. Give the one that anomaly train said it stored the detector in."
    ),
    "cli.reading": "Reading",
    "cli.of_digits": (
        "{option} is of digits, and pictures are your own. Leave it out, or leave out --pictures."
    ),
    "cli.pictures_read": "pictures: {normal:,} normal, {anomalous:,} of anomalies",
    "cli.picture_skipped": "left out: {name}: {reason}",
    "cli.more_skipped": "left out: {count:,} more",
    "cli.sign_threshold": "threshold: {threshold}; what scores at least that is an anomaly",
    "signs.counted": (
        "Each of your pictures is judged by the threshold that this rule gives without it, so its false alarms are "
        "those to expect of new ones."
    ),
    "signs.left_out": (
        "each left out in turn, and judged by a detector and a threshold that came from the others: {count} of "
        "{total} called normal; of new ones between {low} and {high} (95% interval)"
    ),
    "signs.given": (
        "anomalies you gave, on which nothing was fitted or chosen: {count} of {total} caught; of new ones between "
        "{low} and {high} (95% interval)"
    ),
    "signs.given_none": "how many anomalies it catches is not known, as none were given to test it on",
    "signs.few": "{count} pictures are few: with {enough} or more it gets better, and the interval narrower",
    "signs.number": "picture {number}",
    "signs.unlike": (
        "unlike the others: {name}, which scores {score} where it was left out. If it does not belong there, "
        "remove it and train again."
    ),
}
