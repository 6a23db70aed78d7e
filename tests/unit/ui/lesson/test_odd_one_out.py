"""The pictures of the first step."""

import base64
import io

import numpy as np
from PIL import Image

from anomaly.ui.lesson import odd_one_out
from anomaly.ui.lesson.context import LessonContext


def test_all_pictures_but_one_are_test_digits_1(
    lesson_context: LessonContext,
) -> None:
    data = odd_one_out.data(lesson_context)
    content = base64.b64decode(data["sheet"].partition(",")[2])
    sheet = np.asarray(Image.open(io.BytesIO(content)))
    pictures = np.split(sheet, data["count"], axis=1)
    test = lesson_context.digits.test
    labels = [
        {int(label) for label in test.labels[(test.pixels.numpy() == picture).all((1, 2))]}
        for picture in pictures
    ]
    assert labels.pop(data["odd"]) == {data["label"]}
    assert labels == [{1}] * 11


def test_those_who_hear_the_page_can_tell_the_odd_one_by_its_strokes(
    lesson_context: LessonContext,
) -> None:
    data = odd_one_out.data(lesson_context)
    assert data["strokes"].pop(data["odd"]) > 1
    assert data["strokes"] == [1] * 11
