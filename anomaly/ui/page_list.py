"""The app's pages, in the order of the menu."""

PAGES = {  # title and icon, by the name of the module
    "learn": ("learn.title", ":material/school:"),
    "playground": ("playground.title", ":material/draw:"),
    "own": ("own.title", ":material/gesture:"),
    "train": ("train.title", ":material/model_training:"),
    "runs": ("runs.title", ":material/compare:"),
    "compare": ("compare.title", ":material/balance:"),
    "evaluate": ("evaluate.title", ":material/query_stats:"),
    "classroom": ("class_desk.title", ":material/groups:"),
    "words": ("words.title", ":material/menu_book:"),
}
