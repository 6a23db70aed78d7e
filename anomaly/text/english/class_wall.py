"""Sentences of a class's wall."""

SENTENCES: dict[str, str] = {
    "class_wall.no_detector": "This detector is not stored here any more. Choose one, then try again.",
    "class_wall.no_digit": "There is no digit in this drawing, so there is nothing to rebuild.",
    "class_wall.no_drawing": "This drawing is not kept any more.",
    "class_wall.no_halves": "Drawings of the tasks “a normal digit” of at least two students are needed: those of one half are learned, those of the other are counted. Give such a task first.",
    "class_wall.no_lesson": "No lesson is under way. Start it again.",
}
