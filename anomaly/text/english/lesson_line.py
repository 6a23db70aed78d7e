"""Sentences of the lesson's last four steps: score, threshold, failures, and what lies beyond."""

SENTENCES: dict[str, str] = {
    "lesson.one_number_title": "One number",
    "lesson.one_number_text": (
        "The difference still has 784 values, and a decision needs one number. So the differences of all "
        "pixels are added up: that is the anomaly score. The histogram shows the scores of 1s that the "
        "network has never seen; what lies beyond the dashed line, the threshold, is called an anomaly."
    ),
    "lesson.one_number_question": "The difference of this 9 is about to be added up. Where will its mark end?",
    "lesson.one_number_choice_zero": "Near 0",
    "lesson.one_number_choice_among": "Among the 1s",
    "lesson.one_number_choice_far": "Right of nearly all 1s",
    "lesson.one_number_answer": (
        "The network makes a 1 of it, so the loop of the 9 is left over as a difference, and that adds up."
    ),
    "lesson.one_number_next": "Now add up a digit that you have drawn or chosen.",
    "lesson.one_number_input": "input",
    "lesson.one_number_rebuilt": "rebuilt",
    "lesson.one_number_difference": "difference",
    "lesson.one_number_own": "yours",
    "lesson.one_number_sample": "a {{label}}",
    "lesson.one_number_adder": "The difference, added up row by row",
    "lesson.one_number_play": "Add up",
    "lesson.one_number_stop": "Stop",
    "lesson.one_number_place": "Rows added up",
    "lesson.one_number_row": "{{row}} of 28 rows: {{sum}}",
    "lesson.one_number_formula": "score = Σ |input − rebuilt| = {{sum}}",
    "lesson.one_number_histogram": "Histogram of the scores of unseen 1s, with the digit's mark",
    "lesson.one_number_axis": "scores of unseen 1s",
    "lesson.one_number_line": "threshold",
    "lesson.one_number_beyond": (
        "Score {{score}}, higher than {{share}}% of the unseen 1s and beyond the threshold: an anomaly."
    ),
    "lesson.one_number_beyond_all": (
        "Score {{score}}, higher than all unseen 1s and beyond the threshold: an anomaly."
    ),
    "lesson.one_number_within": (
        "Score {{score}}, higher than {{share}}% of the unseen 1s and below the threshold: normal."
    ),
    "lesson.line_title": "Where to draw the line",
    "lesson.line_text": (
        "Another network has learned only 7s. The histogram shows the scores of 7s and 9s mixed together; "
        "which bars are 7s and which 9s, you do not see yet. A digit beyond the threshold is called an "
        "anomaly. Drag the line to where you would put it."
    ),
    "lesson.line_question": "Who can say where the line belongs?",
    "lesson.line_choice_network": "The network: it knows the 7s",
    "lesson.line_choice_picture": "Whoever looks at this histogram",
    "lesson.line_choice_costs": "Whoever knows how bad a miss and a false alarm are",
    "lesson.line_answer": (
        "Every line misses some 9s or gives false alarms. How bad each is, its cost, no histogram tells. For "
        "brake discs a miss is an accident: here it costs 10 times a false alarm."
    ),
    "lesson.line_next": "Change the costs.",
    "lesson.line_histogram": "Histogram of the scores",
    "lesson.line_threshold": "Threshold",
    "lesson.line_axis": "score",
    "lesson.line_line": "threshold {{score}}",
    "lesson.line_beyond": "{{count}} of {{all}} digits lie beyond the line.",
    "lesson.line_mistakes": "9s missed: {{missed}}, false alarms: {{falseAlarms}}",
    "lesson.line_legend": "Filled bars: 7s; striped bars: 9s. Below them: what each line costs.",
    "lesson.line_curve": "What each line costs; the arrow points at the cheapest",
    "lesson.line_missed": "9s missed: {{missed}}",
    "lesson.line_false_alarms": "False alarms: {{falseAlarms}}",
    "lesson.line_cost_missed": "A miss costs {{cost}}.",
    "lesson.line_cost_false_alarm": "A false alarm costs {{cost}}.",
    "lesson.line_total": "Your line costs {{cost}}, the cheapest {{least}}.",
    "lesson.line_is_cheapest": "Your line costs {{cost}}: none is cheaper.",
    "lesson.line_go": "To the cheapest",
    "lesson.failures_title": "When it fails",
    "lesson.failures_text": (
        "What you have seen works often, not always. Here are three experiments: a network that knows only "
        "8s, networks with 9s among their training digits, and a network that has never seen a 1 with a flag "
        "and a foot."
    ),
    "lesson.failures_question": "A network has learned 8s and nothing else. It is given a 1. What happens?",
    "lesson.failures_choice_anomaly": "It makes nothing of it: an anomaly",
    "lesson.failures_choice_eight": "It makes an 8 of it: an anomaly",
    "lesson.failures_choice_passes": "It makes nearly a 1 of it: normal",
    "lesson.failures_answer": (
        "It makes a blurred 1. A single stroke is much like a part of an 8, and there is little to get "
        "wrong, so the score stays low."
    ),
    "lesson.failures_next": "Now try all three experiments.",
    "lesson.failures_tabs": "Experiments",
    "lesson.failures_tab_eights": "Only 8s",
    "lesson.failures_tab_mixed": "9s mixed in",
    "lesson.failures_tab_taught": "Flag and foot",
    "lesson.failures_eights_text": (
        "This network knows 8s, and gets a 1. Measure the difference in another way: against the ink that there is."
    ),
    "lesson.failures_mixed_text": (
        "These networks learned 1s, but nobody noticed the 9s among them. How many were there? Slide, and watch a "
        "9."
    ),
    "lesson.failures_taught_text": (
        "Some people write a 1 with a flag and a foot, which this network has never seen. Draw such a 1, then teach "
        "it."
    ),
    "lesson.failures_sample_input": "input (a sample)",
    "lesson.failures_own_input": "input (yours)",
    "lesson.failures_rebuilt": "rebuilt",
    "lesson.failures_difference": "difference",
    "lesson.failures_histogram": "Histogram of the scores of unseen digits",
    "lesson.failures_line": "threshold",
    "lesson.failures_waiting": "First answer the question; then you see what happens.",
    "lesson.failures_passes": "Score {{score}}, this network's own threshold {{line}}: it passes as normal.",
    "lesson.failures_anomaly": "Score {{score}}, this network's own threshold {{line}}: an anomaly.",
    "lesson.failures_eights_score": "How the score is made",
    "lesson.failures_eights_absolute": "difference",
    "lesson.failures_eights_relative": "difference per ink",
    "lesson.failures_eights_legend": "filled: 8s, striped: 1s",
    "lesson.failures_closed_legend": "filled: digits of the kind that it learned",
    "lesson.failures_eights_rank": "That is more than {{share}}% of the unseen 8s have.",
    "lesson.failures_eights_why": "Of the 1s, {{caught}}% are caught.",
    "lesson.failures_eights_mended": (
        "The 1s have moved from the left of the 8s to their right, yet only {{caught}}% are caught: the "
        "difference alone is not enough."
    ),
    "lesson.failures_mixed_share": "{{share}}% 9s mixed in",
    "lesson.failures_mixed_legend": "filled: 1s, striped: 9s",
    "lesson.failures_mixed_caught": "Of the unseen 9s, {{caught}}% are caught.",
    "lesson.failures_taught_sample": "Flag and foot",
    "lesson.failures_taught_teach": "Teach it 150 such 1s",
    "lesson.failures_taught_forget": "As it was before",
    "lesson.failures_taught_legend": "filled: 1s, striped: 1s with flag and foot",
    "lesson.failures_taught_caught": "Of the unseen 1s with flag and foot, {{caught}}% are called anomalies.",
    "lesson.failures_taught_unflagged": "Your 1 passes: make its flag and foot longer, or take the sample.",
    "lesson.beyond_title": "Beyond",
    "lesson.beyond_text": (
        "A GAN consists of two networks. The generator invents digits. The critic tells whether a digit is "
        "real. Three detectors of 1s are built on that: watch how each rebuilds your drawing."
    ),
    "lesson.beyond_question": (
        "AnoGAN has a generator, but no encoder. How does it find the 1 that is most like your drawing?"
    ),
    "lesson.beyond_choice_store": "Among stored 1s",
    "lesson.beyond_choice_search": "By a search",
    "lesson.beyond_choice_critic": "The critic knows it",
    "lesson.beyond_answer": (
        "It begins with a random code and changes it a little at each step, so that the 1 comes nearer to "
        "your drawing. The other two learn an encoder as well."
    ),
    "lesson.beyond_next": "Watch all three, then open the benchmark.",
    "lesson.beyond_tabs": "Detectors",
    "lesson.beyond_tab_benchmark": "Benchmark",
    "lesson.beyond_anogan_text": (
        "AnoGAN searches. It begins with a random code and changes it a little at each step, so that the "
        "generated 1 comes nearer to your drawing."
    ),
    "lesson.beyond_efficientgan_text": (
        "No search: an encoder names the code at once. What you see is how the generated digit changes as "
        "the code goes from 0 to there."
    ),
    "lesson.beyond_anovaegan_text": (
        "An autoencoder with a critic: the encoder says in which range the code may lie. Some codes of that "
        "range are drawn, at last the middle."
    ),
    "lesson.beyond_benchmark_text": (
        "Each detector has learned one digit, and is to find all others. {{best}} is best on average; the "
        "autoencoder, the simplest, is weak on hard digits such as 8."
    ),
    "lesson.beyond_input": "input",
    "lesson.beyond_generated": "generated",
    "lesson.beyond_difference": "difference",
    "lesson.beyond_chart": "The difference step by step, and the numbers of the code",
    "lesson.beyond_code": "code",
    "lesson.beyond_play": "Play",
    "lesson.beyond_stop": "Stop",
    "lesson.beyond_place": "Step",
    "lesson.beyond_frame": "Step {{step}} of {{steps}}: difference {{sum}}.",
    "lesson.beyond_waiting": "First answer the question; then you see how it goes.",
    "lesson.beyond_computing": "Computing …",
    "lesson.beyond_failed": "Nothing came of it. Press Play to try again.",
    "lesson.beyond_passes": (
        "This detector makes its score in a way of its own: {{score}}, threshold {{line}}: normal."
    ),
    "lesson.beyond_anomaly": (
        "This detector makes its score in a way of its own: {{score}}, threshold {{line}}: an anomaly."
    ),
    "lesson.beyond_table": (
        "AUROC by normal digit: the chance that an anomaly scores higher than a normal digit; .50 guesses, 1 "
        "is never wrong."
    ),
    "lesson.beyond_detector": "detector",
    "lesson.beyond_mean": "mean",
    "lesson.beyond_read": "Read on",
    "lesson.beyond_paper": "{{title}}: {{authors}}",
    "lesson.beyond_closing": (
        "In short: learn what is normal, and call an anomaly what cannot be rebuilt well. Who knows what "
        "mistakes cost sets the threshold."
    ),
}
