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
    "lesson.print_none": "I have not answered this yet.",
    "lesson.sketch": "Your drawing",
    "lesson.sketch_hint": "Draw a digit here",
    "lesson.sketch_clear": "Clear",
    "lesson.sketch_one": "A 1",
    "lesson.sketch_nine": "A 9",
    "lesson.odd_one_out_title": "The odd one out",
    "lesson.odd_one_out_text": "Here are twelve pictures. Eleven of them belong together.",
    "lesson.odd_one_out_question": "Which one does not belong? Click it.",
    "lesson.odd_one_out_answer": (
        "Nobody showed you what wrong looks like: it was enough to see what is usual. Factories are like that. "
        "They have thousands of good parts and hardly a faulty one, and the next fault looks like none before. "
        "Finding it all the same is called anomaly detection."
    ),
    "lesson.odd_one_out_grid": "Twelve pictures of digits",
    "lesson.odd_one_out_picture": "Picture {{number}}",
    "lesson.odd_one_out_is_odd": "a {{label}}",
    "lesson.odd_one_out_is_normal": "a 1",
    "lesson.odd_one_out_again": "That is a 1, like most of them. Look again.",
    "lesson.thin_sheet_title": "Data lie on a thin sheet",
    "lesson.thin_sheet_text": (
        "These points could be anywhere in the room, but they lie on a thin sheet, which is rolled up. "
        "Drag it to turn it. The ◆ lies between two windings, with points close by on both sides."
    ),
    "lesson.thin_sheet_question": "Is the ◆ one of them?",
    "lesson.thin_sheet_choice_near": "Yes, points are near on both sides",
    "lesson.thin_sheet_choice_off": "No, it is not on the sheet",
    "lesson.thin_sheet_answer": (
        "Unroll the sheet with the slider: all points lie on it, and the ◆ floats beside it. Its neighbours A and B are "
        "far apart along the sheet. Of all possible pictures, the 1s are such a sheet, too: this is the manifold hypothesis."
    ),
    "lesson.thin_sheet_roll": "A rolled-up sheet of points. Drag or arrow keys turn it.",
    "lesson.thin_sheet_unroll": "Unroll",
    "lesson.thin_sheet_turn": "Turn it by dragging, or with the arrow keys. The numbers count along the sheet.",
    "lesson.thin_sheet_distances": "From A to B: {{straight}} straight through the room, {{along}} along the sheet.",
    "lesson.squeeze_title": "Squeeze and rebuild",
    "lesson.squeeze_text": (
        "Each point is two numbers. This network has to press them through one number, its bottleneck, and rebuild "
        "both from that. Press Train and watch: the thick line is all that it can rebuild."
    ),
    "lesson.squeeze_question": "Where will it rebuild a point that lies far from the others?",
    "lesson.squeeze_choice_same": "Where the point is",
    "lesson.squeeze_choice_line": "On the line",
    "lesson.squeeze_choice_middle": "In the middle of all points",
    "lesson.squeeze_answer": (
        "On the line, since nothing else fits through the bottleneck. The arrow is the difference, its length the anomaly "
        "score. The shaded tube is the threshold: a point outside it is an anomaly. Now pull the ◆."
    ),
    "lesson.squeeze_plane": "Points on a curve with two branches. Drag or arrow keys move the ◆.",
    "lesson.squeeze_train": "Train",
    "lesson.squeeze_bottleneck": "Numbers in the bottleneck",
    "lesson.squeeze_task_out": "Pull the ◆ out of the tube.",
    "lesson.squeeze_task_astray": "Find where it passes again, far from its own branch.",
    "lesson.squeeze_task_two": "Give the bottleneck two numbers.",
    "lesson.squeeze_begin": "The network has not learned anything yet.",
    "lesson.squeeze_training": "Training: {{percent}}%",
    "lesson.squeeze_answer_first": "It has learned. Answer the question, and you get a point to pull.",
    "lesson.squeeze_state_in": "Score {{score}}, threshold {{threshold}}: normal.",
    "lesson.squeeze_state_out": "Score {{score}}, threshold {{threshold}}: anomaly.",
    "lesson.squeeze_state_astray": (
        "Score {{score}}, threshold {{threshold}}: normal, although the ◆ has left its branch. It is rebuilt, so nothing is noticed."
    ),
    "lesson.squeeze_state_two": (
        "Score {{score}}, threshold {{threshold}}: with two numbers nearly everything is rebuilt, and nothing is found."
    ),
}
