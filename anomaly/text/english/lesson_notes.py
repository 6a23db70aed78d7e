"""Sentences of the dialog Lesson link, and the teacher's notes on each step of the lesson."""

from anomaly.text.formatting import Plural

SENTENCES: dict[str, str | Plural] = {
    "classroom.open": "Lesson link",
    "classroom.title": "A link for your lesson",
    "classroom.lead": "What is chosen here is what the class sees. The link opens your view: digits, detector, line and all.",
    "classroom.pages": "Pages",
    "classroom.parts": "On every page",
    "classroom.part_sidebar": "Sidebar",
    "classroom.part_digits": "Row of digits",
    "classroom.tabs": "Ways to give a digit",
    "classroom.detectors": "Detectors",
    "classroom.rules": "Rules under More",
    "classroom.steps": "Steps of the lesson",
    "classroom.page": "Opens",
    "classroom.step": "At step",
    "classroom.language": "Language",
    "classroom.language_browser": "Each browser's own",
    "classroom.present": "For a projector: large type",
    "classroom.notes": "With teacher's notes",
    "classroom.embed": "For a frame in another page",
    "notes.title": "For the teacher",
    "notes.minutes": Plural("minutes", one="{minutes} minute", other="{minutes} minutes"),
    "notes.ask": "Ask",
    "notes.say": "Students often say",
    "notes.right": "What is right",
    "notes.odd_one_out_ask": "How did you find it, although nobody told you what to look for?",
    "notes.odd_one_out_say": "“I looked for the wrong one.” “It is a 4.”",
    "notes.odd_one_out_right": (
        "You learned what the eleven have in common, and looked for what lacks it. To know that it is a 4 was not "
        "needed. Factories have thousands of good parts and hardly a bad one, and no two bad ones are alike."
    ),
    "notes.thin_sheet_ask": "Two points lie close together, but on two windings. Are they alike?",
    "notes.thin_sheet_say": "“Yes: they are close.” “What has a roll to do with digits?”",
    "notes.thin_sheet_right": (
        "Walk along the sheet: on it they are far apart. A digit has 784 pixels, but a 1 changes in few ways (lean, "
        "width, length), so all 1s lie on a thin sheet in a space of 784 dimensions. That is an assumption."
    ),
    "notes.squeeze_ask": "Why does the network not simply copy its input?",
    "notes.squeeze_say": "“It is not trained well enough.” “More numbers in the middle would be better.”",
    "notes.squeeze_right": (
        "It cannot: one number has to say where on the curve a point lies, and there is no number for points beside "
        "it. With two numbers it copies everything, also what is wrong, and finds nothing. The narrow place is the point."
    ),
    "notes.layers_ask": "What could one of the 64 numbers in the middle mean?",
    "notes.layers_say": "“The lean.” “One pixel each.”",
    "notes.layers_right": (
        "None of them was given a meaning: the network chose them, since with them it rebuilds best. Some follow lean "
        "or width, most mix several. Between two digits the decoder draws digits; between their pixels is a double exposure."
    ),
    "notes.epochs_ask": "Before you train: what will a network make of a 9 that has only ever seen 1s?",
    "notes.epochs_say": "“An error.” “A 9, a bit blurred.” “It says that it is no 1.”",
    "notes.epochs_right": (
        "Something like a 1: it has no other strokes to draw with. It never says that something is wrong. We see it, "
        "by comparing what went in with what came out."
    ),
    "notes.one_number_ask": "Which pixels add most to the score, and what does a score of 0 mean?",
    "notes.one_number_say": "“The white ones.” “0 means that it is a 1.”",
    "notes.one_number_right": (
        "Those where picture and rebuilt picture differ, white or black. 0 would mean that it was rebuilt exactly, as "
        "nothing ever is; an empty picture comes close. So the score alone does not say “normal”: a line is needed."
    ),
    "notes.line_ask": "Where would you put the line for brake discs? And for a spam filter? Who decides?",
    "notes.line_say": "“In the middle.” “Where there are no mistakes.” “The computer decides.”",
    "notes.line_right": (
        "The two kinds overlap, so every line makes mistakes: further left more false alarms, further right more "
        "misses. Which is worse depends on what they cost. People who know the costs decide, not the network."
    ),
    "notes.failures_ask": "Can you draw something that is no 1, and that it lets pass?",
    "notes.failures_say": "“Then it is broken.” “It needs more training.”",
    "notes.failures_right": (
        "It judges what it can rebuild, not what is right. What has few strokes is easily rebuilt; anomalies among the "
        "training digits teach it to let them pass; a normal 1 it has never seen, with flag and foot, is flagged. "
        "Each needs another remedy: a second test, clean data, more examples."
    ),
    "notes.beyond_ask": "What does a search for the nearest picture do better than one pass, and what does it cost?",
    "notes.beyond_say": "“Newer is better.”",
    "notes.beyond_right": (
        "A generator makes sharp pictures of normal digits only, but finding the nearest takes hundreds of steps for each "
        "picture. On this task it gains little over the simple autoencoder, and oriented gradients, which need no network, "
        "beat both: look at the table before you choose."
    ),
}
