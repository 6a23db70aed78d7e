"""Sentences of the first screen: the verdict, what stands beside it, and what More opens."""

SENTENCES: dict[str, str] = {
    "verdict.normal": "Normal: score {score}, below the line at {threshold}",
    "verdict.normal_close": "Normal, close call: score {score}, a little below the line at {threshold}",
    "verdict.anomaly": "Anomaly: score {score}, above the line at {threshold}",
    "verdict.anomaly_close": "Anomaly, close call: score {score}, a little above the line at {threshold}",
    "verdict.anomaly_on": "Anomaly, close call: score {score}, right on the line",
    "verdict.anomaly_times": "Anomaly: score {score}, {times} times the line at {threshold}",
    "verdict.anomaly_limits": "Anomaly: {reason} (score {score}, below the line)",
    "verdict.limits_what": "What is the second test?",
    "verdict.limits": "Second test: {reason}",
    "verdict.limits_why": (
        "Where there is little ink there is little to get wrong, so even a dash can score low. A second test "
        "therefore looks at ink, size, lean and bars, and flags what lies beyond all {normal} that it was set "
        "by. More says how it came out, and has its switch."
    ),
    "verdict.limits_passed": "Second test: passed, ink and shape are those of {normal}.",
    "verdict.limits_all": "Second test: {reasons}.",
    "verdict.limits_off": "Second test: switched off.",
    "verdict.normal_far": "Normal, well below the band: score {score}, below the line at {threshold}",
    "verdict.anomaly_far": "Anomaly, well beyond the band: score {score}, above the line at {threshold}",
    "verdict.anomaly_times_far": (
        "Anomaly, well beyond the band: score {score}, {times} times the line at {threshold}"
    ),
    "verdict.close_band": "A close call: {agree} of {count} resampled thresholds agree",
    "verdict.blank": "Nothing to judge: {reason}",
    "verdict.close": "Why a close call?",
    "verdict.close_why": (
        "Lines are drawn from held-out {normal}. From other {normal} the line would be a little further "
        "left or right, perhaps on the other side of this one: so do not rely on this verdict alone."
    ),
    "verdict.missing": "Passes, though {share} of its ink was not rebuilt",
    "verdict.missing_why": (
        "The score adds up how much each pixel differs. A simple shape has little ink to get wrong, so it "
        "can stay below the line even where most of it is missing from the rebuilt picture. Compare "
        "detectors shows this under “Why can a 1 pass as an 8?”."
    ),
    "verdict.missing_link": "Open Compare detectors",
    "closest.seen": "The closest {normal} it has seen",
    "closest.at_hand": "The closest {normal} among the digits in use",
    "closest.picture": "Number {place} among the closest",
    "limits.switch": "Second test",
    "limits.switch_help": (
        "Flags what has less or more ink than anything normal, or another size, lean or bar, whatever its "
        "score. Without it the score alone decides."
    ),
    "verdict.share": "Stranger than {share} held-out {normal}.",
    "verdict.p_value": (
        "{count} of {total} held-out {normal} score as high; with this one, "
        "{count_in} of {total_in}: conformal p-value {p}"
    ),
    "notice.several": "This looks like more than one digit",
    "notice.several_why": (
        "A detector judges one digit at a time. On the canvas all of them are made small together, into one "
        "picture, and that is no digit it has seen: clear the canvas and draw one. Of a picture one is judged, "
        "and a click on another under Upload takes that."
    ),
    "notice.filled": "This looks like a filled shape, not like the lines of a pen",
    "notice.filled_why": (
        "The steps look for the path of a pen, and a filled shape has none: what the model is given has "
        "little to do with it. Draw a digit with single lines."
    ),
    "notice.ground": "This does not look like ink on even ground",
    "notice.ground_why": (
        "The steps take for ink whatever stands out from its ground. In a picture of a surface or of a "
        "thing they find grain, edges or shadows, and the verdict is about those. The picture and what was "
        "found in it are shown beside each other under Upload."
    ),
    "notice.steps": "Steps off: {names}",
    "notice.steps_why": (
        "The model was trained on pictures to which all steps were done. Switch them on again under More, Steps."
    ),
    "upload.original": "What you gave",
    "upload.marks": "More than one mark could be the digit. Click on another to have that one judged.",
    "upload.mark": "Mark {number} of {count}",
    "upload.mark_judged": "Mark {number} of {count} is judged",
    "upload.ink": "The ink found in it",
    "upload.digit": "What the model is given",
    "digits.word_0": "zeros",
    "digits.word_1": "ones",
    "digits.word_2": "twos",
    "digits.word_3": "threes",
    "digits.word_4": "fours",
    "digits.word_5": "fives",
    "digits.word_6": "sixes",
    "digits.word_7": "sevens",
    "digits.word_8": "eights",
    "digits.word_9": "nines",
    "digits.word_rest": "other digits",
    # What stands in double braces the browser fills in.
    "threshold.more": "More",
    "threshold.less": "Less",
    "threshold.line_by_rule": "Line: {{rule}}",
    "threshold.line_by_hand": "Line: set by hand",
    "threshold.spelt_both": "{{first}}; {{second}}.",
    "threshold.spelt_one": "{{first}}.",
    "threshold.false_alarms_none": "None of {{total}} {normal} raises a false alarm",
    "threshold.false_alarms_one": "1 of {{total}} {normal} raises a false alarm",
    "threshold.false_alarms_many": "{{count}} of {{total}} {normal} raise a false alarm",
    "threshold.missed_none": "none of {{total}} {anomalous} slips through",
    "threshold.missed_one": "1 of {{total}} {anomalous} slips through",
    "threshold.missed_many": "{{count}} of {{total}} {anomalous} slip through",
}
