"""Sentences of the lesson: what stands around its steps, and the first three of them."""

SENTENCES: dict[str, str] = {
    "learn.title": "Learn",
    "lesson.label": "The lesson",
    "lesson.steps": "Steps of the lesson",
    "lesson.count": "Step {{number}} of {{count}}",
    "lesson.dot": "Step {{number}}: {{title}}",
    "lesson.dot_done": "Step {{number}}: {{title}} (done)",
    "lesson.back": "Back",
    "lesson.next": "Next",
    "lesson.try": "Try it yourself",
    "lesson.yours": "your answer",
    "lesson.is_right": "✓ right",
    "lesson.right": "Right.",
    "lesson.other": "Not quite.",
    "lesson.answer": "{{begin}} {{answer}}",
    "lesson.print": "Print what I did",
    "lesson.print_title": "My lesson on anomaly detection",
    "lesson.print_choice": "My answer: {{choice}}",
    "lesson.print_other": "My answer: {{choice}}. Right is: {{right}}.",
    "lesson.print_none": "I have not answered this yet.",
    "lesson.lost": "A file of this step has not arrived. Look at the connection.",
    "lesson.again": "Try again",
    "lesson.sketch": "Your drawing",
    "lesson.sketch_hint": "Draw a digit here",
    "lesson.sketch_clear": "Clear",
    "lesson.sketch_one": "A 1",
    "lesson.sketch_nine": "A 9",
    "lesson.odd_one_out_title": "The odd one out",
    "lesson.odd_one_out_text": "Here are twelve pictures. Eleven of them belong together.",
    "lesson.odd_one_out_question": "Which one does not belong?",
    "lesson.odd_one_out_act": "Click it.",
    "lesson.odd_one_out_answer": (
        "Nobody told you what the odd one looks like: it was enough to see what is usual. Factories are "
        "like that. They have thousands of good parts and hardly a faulty one, and the next fault may look "
        "like none before. Finding such faults is called anomaly detection."
    ),
    "lesson.odd_one_out_grid": "Twelve pictures of digits",
    "lesson.odd_one_out_picture": "Picture {{number}}: a single stroke",
    "lesson.odd_one_out_picture_of_several": "Picture {{number}}: up to {{strokes}} strokes side by side",
    "lesson.odd_one_out_is_odd": "a {{label}}",
    "lesson.odd_one_out_is_normal": "a 1",
    "lesson.odd_one_out_again": "That is a 1, like most of them. Look again.",
    "lesson.thin_sheet_title": "Data lie on a thin sheet",
    "lesson.thin_sheet_text": (
        "Think of each picture as one point. The points could be anywhere in the room, but they lie on a "
        "thin sheet, which is rolled up. Drag it to turn it. The ◆ lies between two windings, with points "
        "close by on both sides."
    ),
    "lesson.thin_sheet_question": "Is the ◆ one of them?",
    "lesson.thin_sheet_choice_near": "Yes, points are near on both sides",
    "lesson.thin_sheet_choice_off": "No, it lies in a gap without points",
    "lesson.thin_sheet_answer": (
        "All points lie on the sheet, and the ◆ floats beside it. A and B, neighbours where it is rolled "
        "up, are far apart along it. Of all possible pictures, the 1s are thought to lie on such a sheet, "
        "too: this is the manifold hypothesis."
    ),
    "lesson.thin_sheet_next": "Unroll it with the slider.",
    "lesson.thin_sheet_roll": "A rolled-up sheet of points. Drag or arrow keys turn it.",
    "lesson.thin_sheet_unroll": "Unroll",
    "lesson.thin_sheet_turn": (
        "Turn it by dragging, or with the arrow keys. The marks measure the length along the sheet."
    ),
    "lesson.thin_sheet_distances": (
        "Straight from A to B: {{rolled}} when rolled up → {{straight}} now. Along the sheet: always "
        "{{along}}."
    ),
    "lesson.squeeze_title": "Squeeze and rebuild",
    "lesson.squeeze_text": (
        "The place of a point is two numbers: how far across, and how far up. A network is a program that "
        "learns from examples how to compute. This one presses the two numbers through one, its "
        "bottleneck, and rebuilds both from that. Press Train: it can rebuild only points on the thick "
        "line."
    ),
    "lesson.squeeze_question": "Where will it rebuild a point that lies far from the others?",
    "lesson.squeeze_choice_same": "Where the point is",
    "lesson.squeeze_choice_line": "On the line",
    "lesson.squeeze_choice_middle": "In the middle of all points",
    "lesson.squeeze_answer": (
        "On the line: one number can only say where along the line. The arrow from the ◆ to where it is "
        "rebuilt is the difference, and its length the anomaly score. The edge of the shaded band is the "
        "threshold: a point outside is called an anomaly."
    ),
    "lesson.squeeze_next": "Pull the ◆ off the line, and the arrow appears.",
    "lesson.squeeze_plane": "Points along a curve with a gap. Drag or arrow keys move the ◆.",
    "lesson.squeeze_train": "Train",
    "lesson.squeeze_bottleneck": "Numbers in the bottleneck",
    "lesson.squeeze_task_out": "Pull the ◆ out of the band.",
    "lesson.squeeze_task_astray": "Find a place with no dots near it that is still called normal.",
    "lesson.squeeze_task_two": "Give the bottleneck two numbers.",
    "lesson.squeeze_begin": "The network has not learned anything yet: press Train.",
    "lesson.squeeze_training": "Training: {{percent}}%",
    "lesson.squeeze_answer_first": "It has learned. Answer the question, and you get a point to pull.",
    "lesson.squeeze_state_in": "Score {{score}}, threshold {{threshold}}: normal.",
    "lesson.squeeze_state_out": "Score {{score}}, threshold {{threshold}}: anomaly.",
    "lesson.squeeze_state_astray": (
        "Score {{score}}, threshold {{threshold}}: normal, although no dot is near. The line runs here, so "
        "it is rebuilt, and nothing is noticed."
    ),
    "lesson.squeeze_state_two": (
        "Score {{score}}, threshold {{threshold}}: with two numbers nearly every point is rebuilt. The "
        "thick line is gone, and nothing is found."
    ),
}
