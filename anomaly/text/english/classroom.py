"""Sentences for students and teachers of a class."""

SENTENCES: dict[str, str] = {
    "class.no_database": (
        "The database of classes could not be opened: {reason}. Check ANOMALY_DATABASE, or that its folder can be written."
    ),
    "class.no_port": (
        "The port in ANOMALY_DATABASE is no number. In a password, write @ as %40, : as %3A and / as %2F."
    ),
    "class.newer": (
        "The database of classes is of version {version}, and this program knows those up to {known}. Start the newer program."
    ),
    "class.not_kept": "This could not be kept: {reason}. It stays on this screen and is sent again by itself.",
    "class.not_read": "The class could not be read: {reason}. It is tried again by itself.",
    "class.gone": "This class is not kept any more. Ask your teacher for a new code.",
    "class.unknown_code": "No class has this code now. Compare it with the one on the wall.",
    "class.too_many": "{count} classes are open already. End one of them first.",
    "class.ended": "This class has ended, so nothing more can be sent.",
    "class.no_seat": "All {count} seats of this class are taken. Ask your teacher to begin another class.",
    "class.many_seats": (
        "{count} seats of this class were taken from your network address, as many as there may be. Go on in the browser that has your seat, or ask your teacher to begin another class."
    ),
    "class.nickname": "A nickname has at most {count} characters. Choose a shorter one.",
    "class.long_view": "This page cannot be shown to the class. Open it anew and try again.",
    "class.many_tasks": "This class has had {count} tasks. Begin a new one.",
    "class.no_task": "There is no such task. Reload the page.",
    "class.task_over": "This task is over, so this was not taken. Look for the next one.",
    "class.frozen": "Your teacher has stopped the class for a moment. Send it again afterwards.",
    "class.no_answer": "This is no answer to the task. Reload the page and try again.",
    "class.empty": "There is nothing drawn yet. Draw, then send.",
    "class.many_of_task": "You have sent {count} drawings for this task, as many as there may be. Wait for the next one.",
    "class.many_of_seat": "You have sent {count} drawings in this class, as many as there may be.",
    "class.large_of_seat": "Your drawings in this class have as many points as there may be.",
    "class.many_drawings": "The class has sent {count} drawings, as many as there may be. Ask your teacher to begin a new class.",
    "class.many_attempts": "That was wrong too often. Wait a minute, then try again.",
    "class.wrong_key": "This is not the teacher’s key. The terminal in which the app was started shows it.",
    "class.no_own_seat": "This browser has no seat in a class. Enter the class’s code.",
    "class.teachers_only": "Only the teacher may do this. Enter the teacher’s key on the page Class.",
}
