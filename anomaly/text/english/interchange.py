"""Sentences of what connects this program with other libraries: PyOD, scikit-learn, ONNX."""

SENTENCES: dict[str, str] = {
    "store.not_storable": (
        "“{detector}” is a detector of another library, which cannot be kept in a file of ours. It can be "
        "evaluated and benchmarked, and from Python used until the program ends."
    ),
    "wrapped.no_detector": (
        "An object to be wrapped as a detector needs the methods fit and decision_function, as those of PyOD "
        "have them. {kind} lacks one."
    ),
    "wrapped.no_scores": (
        "The decision_function of {kind} gave numbers of shape {shape} for {count} pictures. One score for "
        "each is needed."
    ),
    "package.missing": "This needs what is not installed here. Run: pip install {names}",
}
