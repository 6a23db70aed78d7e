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
    "estimator.width": (
        "A picture has 28 rows of 28 intensities: n_features = 784, not n_features = {width}. "
        "anomaly.to_digit makes a picture of any size into such a digit."
    ),
    "estimator.negative": (
        "Negative values in data: intensities are from 0 (ground) to 1 (ink), and these go down to {low:g}."
    ),
    "estimator.range": (
        "Intensities are from 0 (ground) to 1 (ink), and these go up to {high:g}. Divide bytes by 255."
    ),
    "estimator.share": "calibration_share is {share}; a share between 0 and 1 is needed.",
    "estimator.rule": (
        "The rule {rule} needs labelled anomalies, and fit is given normal pictures alone. Take another one, "
        "for example quantile=0.99."
    ),
    "cli.export": "write a detector that is a network as an ONNX file, for other programs to run",
    "cli.onnx": "the ONNX file to write",
    "onnx.written": "onnx: {path} (ONNX Runtime agrees with PyTorch to {worst:.0e})",
    "onnx.no_network": (
        "{detector} does not answer by running a network once, so it cannot be exported. Those that can: {known}."
    ),
    "onnx.unwritable": (
        "The ONNX file cannot be written to {path} ({reason}). Give the name of a file in a folder that you "
        "may write, for example --onnx ones.onnx."
    ),
    "onnx.differs": (
        "ONNX Runtime's answers differ from PyTorch's by {worst:.1e}, more than {limit:.0e}, so no file was "
        "written. Try other versions of onnx and onnxruntime."
    ),
}
