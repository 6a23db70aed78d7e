// @ts-check
// Asks Python about drawings that the page cannot judge itself: one question at a time, of which
// the newest is asked next, so that a slow server is not drowned in old ones.
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";
import { publish, subscribe } from "../shared/events.js";
import { Waiting } from "./waiting.js";

class Questions {
  constructor() {
    /** @type {Send | null} */
    this.keep = null;
    this.waiting = new Waiting((question) => this.keep?.("question", question));
    this.unsubscribe = subscribe("question", (question) => this.waiting.ask(question));
  }

  leave() {
    this.unsubscribe();
    this.waiting.leave();
  }

  /**
   * @param {import("./messages.js").Reply | null} reply
   * @param {Send} _
   * @param {Send} keep
   */
  show(reply, _, keep) {
    const isNew = this.keep === null;
    this.keep = keep;
    // What was asked before anybody listened is asked again once the answer is heard again.
    if (isNew) publish("answerWanted", null);
    if (reply && this.waiting.hear(reply.id)) publish("reply", reply);
  }
}

export default component(".questions", Questions);
