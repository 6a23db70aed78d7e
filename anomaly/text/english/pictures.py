"""Sentences about pictures and drawings, and on the way from one to a digit."""

SENTENCES: dict[str, str] = {
    "picture.unreadable": (
        "This file is not a picture that can be read, whatever its name. Use a PNG, JPEG, WebP or HEIC file."
    ),
    "picture.damaged": "This picture is damaged or incomplete. Export or photograph it again.",
    "picture.too_large": "This file is larger than {limit} MB. Make the picture smaller or crop it.",
    "picture.too_many_pixels": (
        "This picture has more than {limit} million pixels. Make it smaller or crop it."
    ),
    "picture.blank": (
        "This picture is empty: nothing in it stands out from its ground, or only grain. Use one of a single "
        "digit, dark on light or light on dark."
    ),
    "picture.dot": "This picture shows only a dot. Use one of a whole digit.",
    "picture.full": (
        "This picture is one filled surface. Use one of a single digit with empty ground around it."
    ),
    "picture.missing": "There is no file at {path} that can be opened. Check its name and permissions.",
    "picture.not_pixels": (
        "These are no pixels of a picture. Give bytes of shape (H, W), (H, W, 3) or (H, W, 4)."
    ),
    "picture.input": "Input",
    "picture.reconstruction": "Rebuilt",
    "picture.difference": "Difference",
    "picture.figure_hover": (
        "row %{{y}}, column %{{x}}<br>input %{{customdata[0]:.2f}}"
        "<br>rebuilt %{{customdata[1]:.2f}}<br>difference %{{customdata[2]:.2f}}"
    ),
    # What stands in double braces the browser fills in.
    "picture.hover": (
        "row {{y}}, column {{x}}: input {{input}}, rebuilt {{rebuilt}}, difference {{difference}}"
    ),
    "picture.signed": "Signed difference",
    "picture.signed_help": "Red: ink that was not expected. Blue: ink that was expected and is missing.",
    "picture.alt": "Three pictures: the input, its reconstruction, and where they differ.",
    "origin.sample": "A held-out {label}",
    "origin.example": "Example: a {label}",
    "origin.drawing": "Your drawing",
    "origin.upload": "Your picture",
    "strokes.not_points": (
        "These are no pen paths. Give arrays of shape (n, 2) with finite numbers, and widths above 0."
    ),
    "drawing.unreadable": "What the canvas sent is not a drawing. Load the page again.",
    "drawing.too_much": (
        "This drawing has more than {strokes} strokes or {points} points. Clear the canvas and draw it "
        "with fewer."
    ),
    "drawing.damaged": "The drawing in this link is damaged or cut off, so it is left out.",
    "drawing.newer": (
        "The drawing in this link was made with a newer version of this program, so it is left out."
    ),
    "canvas.blank": "Draw something.",
    "canvas.dot": "This is only a dot. Draw it whole.",
    "canvas.full": "There are no lines here, only one filled surface. Draw with lines, on an empty ground.",
    "canvas.hint": "Draw a digit here",
    "canvas.coming": "The answer is on its way.",
    "canvas.wait": "The answer comes when you lift the pen.",
    "canvas.undo": "Undo",
    "canvas.redo": "Redo",
    "canvas.clear": "Clear",
    "canvas.link": "Copy a link to this drawing",
    "canvas.copied": "The link is copied.",
    "canvas.too_long": "This drawing is too long for a link: draw it with fewer strokes.",
    "canvas.not_copied": "The browser does not let pages copy. Copy the address from its bar.",
    "pen.curve": "The score as the drawing grew",
    "pen.moment": "score {score}",
    "pen.play": "Draw it again",
    "pen.stop": "Stop",
    "samples.name": "digit {label}",
    "samples.grid": "Pictures",
    "samples.elsewhere": "The sample asked for is not among those in use, so this is another.",
    "samples.filter": "Show",
    "samples.any": "Mixed",
    "samples.surprise": "Surprise me",
    "samples.source_mnist": "Digits no detector was fitted on, from MNIST's test set.",
    "samples.source_generated": "Generated digits: made by our own network, not written by people.",
    "upload.refused_session": "There is room for {limit} MB at a time. Give fewer files, and the others after them.",
    "upload.refused_all": "Others are uploading so much that there is no room for this file. Try again in a minute.",
    "upload.refused_many": "Too many files at a time. Give fewer, and the others after them.",
    "upload.camera": "Use the camera",
    "upload.photo": "Hold one digit before the camera",
    "upload.file": "A picture of one digit (PNG, JPEG, WebP or HEIC, {limit} MB at most)",
    "upload.file_phone": "Take a photo of one digit, or choose a picture ({limit} MB at most)",
    "brush.label": "Brush",
    "brush.thin": "Thin brush",
    "brush.medium": "Medium brush",
    "brush.fat": "Fat brush",
    "steps.open": "Steps",
    "steps.none": "Draw or upload something to see its steps.",
    "steps.explain": "What happens between your drawing and the model; switch a step off to see what it is worth.",
    "steps.crop": "Crop",
    "steps.stroke": "Stroke width",
    "steps.centre": "Centre",
    "step.ink": "The ink",
    "step.crop": "Cropped",
    "step.stroke": "Even stroke",
    "step.fit": "20 × 20",
    "step.centre": "28 × 28",
    "tab.drawing": "Draw",
    "tab.sample": "Samples",
    "tab.upload": "Upload",
    "search.stop": "Stop the search",
    "search.frame": "Step {step}",
    "search.going": "Step {step} of {steps} of the search for the nearest digit it can make: score {score}.",
    "search.cut": (
        "The nearest digit it found by step {step} of {steps}, where the search was stopped or took too "
        "long: score {score}. It might have come nearer."
    ),
    "search.settled": (
        "The nearest digit it can make, found in {steps} steps from the nearest of its first guesses: "
        "score {score}."
    ),
    "search.unsettled": (
        "The nearest digit it found in {steps} steps: score {score}. It was still changing; with more "
        "steps it might have come nearer."
    ),
}
