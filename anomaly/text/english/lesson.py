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
}
