// @ts-check
// Python's answer, which this passes on to the parts of the page.
import { component } from "../shared/component.js";
import { AnswerRelay } from "./relay.js";

export default component(".answer", AnswerRelay);
