"""Sentences of the lesson's steps on the network: its layers and its epochs."""

SENTENCES: dict[str, str] = {
    "lesson.layers_title": "784 → 64 → 784",
    "lesson.layers_text": (
        "A picture is 784 pixels. The encoder squeezes them into a code, here of 64 numbers; the decoder "
        "rebuilds the picture from the code alone. What does not fit into the 64 numbers cannot come back. "
        "This network has learned only 1s. Draw a digit and watch."
    ),
    "lesson.layers_question": "How many numbers must the code have to rebuild unseen 1s as well as with 64?",
    "lesson.layers_choice_1": "1 number",
    "lesson.layers_choice_2": "2 numbers",
    "lesson.layers_choice_8": "8 numbers",
    "lesson.layers_choice_64": "All 64",
    "lesson.layers_answer": (
        "Eight will do: an unseen 1 typically scores 25 with one number, 20 with two, 10 with eight and 11 "
        "with 64, so more than eight gain nothing. Even 64 do not redraw a 9: they are still a squeeze of "
        "784, and only 1s were learned."
    ),
    "lesson.layers_next": "Try the sizes; then drag the ring on the map of codes.",
    "lesson.layers_tabs": "Views of the network",
    "lesson.layers_flow": "Layer by layer",
    "lesson.layers_map": "Map of codes",
    "lesson.layers_sizes": "Size of the code",
    "lesson.layers_size": "Code of size {{size}}: score {{score}}",
    "lesson.layers_play": "Play",
    "lesson.layers_stop": "Pause",
    "lesson.layers_slider": "Place in the network",
    "lesson.layers_rebuilt": "Rebuilt",
    "lesson.layers_score": "score {{score}}",
    "lesson.layers_none": "Draw a digit, or take one of the samples.",
    "lesson.layers_squares": "The larger a square, the larger the number; hollow squares are negative.",
    "lesson.layers_stage_0": "Your drawing: 784 numbers, one for each pixel.",
    "lesson.layers_stage_1": "256 numbers: each is a weighted sum of all pixels, and 0 where that is negative.",
    "lesson.layers_stage_2": "128 numbers: weighted sums of the 256.",
    "lesson.layers_stage_3": "The code, of size {{size}}, is all that goes on{{numbers}}.",
    "lesson.layers_stage_4": "The decoder begins: 128 numbers, made of the code alone.",
    "lesson.layers_stage_5": "256 numbers, made of the 128.",
    "lesson.layers_stage_6": "784 pixels, rebuilt. All differences from your drawing add up to the score, {{score}}.",
    "lesson.epochs_title": "It has only ever seen 1s",
    "lesson.epochs_text": (
        "A network starts with random weights, the numbers that it computes with. In each epoch it is "
        "shown every training 1 once, and its weights are changed a little so that it rebuilds 1s better. "
        "It is never shown anything else. Now it is given a 9."
    ),
    "lesson.epochs_question": "What comes out?",
    "lesson.epochs_act": "Click one of the three pictures.",
    "lesson.epochs_answer": (
        "A smear like a 1. The decoder has learned to make 1s and makes them of anything; the 9's loop "
        "gets lost, and that difference gives it away. From epoch to epoch it learns 1s, and 9s stay "
        "behind."
    ),
    "lesson.epochs_next": "Move through the epochs.",
    "lesson.epochs_given": "This 9 goes in",
    "lesson.epochs_network": "a network trained on 1s",
    "lesson.epochs_choices": "What comes out",
    "lesson.epochs_choice_nine": "The 9",
    "lesson.epochs_choice_smear": "A smear like a 1",
    "lesson.epochs_choice_nothing": "Nothing",
    "lesson.epochs_drawing": "Your drawing",
    "lesson.epochs_one": "An unseen 1",
    "lesson.epochs_nine": "A 9",
    "lesson.epochs_rebuilt": "Rebuilt",
    "lesson.epochs_score": "score {{score}}",
    "lesson.epochs_none": "Draw a digit first.",
    "lesson.epochs_loss": "Loss of unseen digits",
    "lesson.epochs_ones": "1s",
    "lesson.epochs_nines": "9s",
    "lesson.epochs_play": "Play",
    "lesson.epochs_stop": "Pause",
    "lesson.epochs_slider": "Epoch",
    "lesson.epochs_epoch": "Epoch {{epoch}}",
    "lesson.epochs_said": "Epoch {{epoch}}: loss of unseen 1s {{ones}}, of 9s {{nines}}",
    "lesson.epochs_small": (
        "A small network is used here, so that the changes are easy to see. Its scores differ from those of the "
        "network in the other steps."
    ),
}
