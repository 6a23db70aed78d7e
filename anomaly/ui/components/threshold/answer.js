// @ts-check
// Python's answer by itself, for a page that has the histogram and no verdict.
import { component } from "./component.js";
import { AnswerRelay } from "./relay.js";

export default component(".answer", AnswerRelay);
