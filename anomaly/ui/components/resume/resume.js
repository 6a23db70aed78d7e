// @ts-check
// Keeps what a page knows of its training, and tells it to a session that is new to the page: after
// the page was loaded again, or has outlived its server.
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";

const ITEM = "anomaly:training";

/**
 * The message from Python, as ResumeMessage in __init__.py.
 *
 * @typedef {object} ResumeMessage
 * @property {string} session The server's name for the session.
 * @property {string} training The key of the one that is watched; or empty.
 * @property {Record<string, unknown> | null} form The plan in the form.
 */

export class Resume {
  constructor() {
    this.session = "";
    /** @type {ResumeMessage["form"]} */
    this.form = null;
  }

  leave() {}

  /**
   * @param {ResumeMessage} message
   * @param {Send} send
   */
  show({ session, training, form }, send) {
    // The browser keeps it for this tab alone, unlike the address, which is shared.
    const storage = openStorage();
    const former = { training: storage?.getItem(ITEM) ?? "", form: this.form };
    const isNew = session !== this.session;
    this.session = session;
    if (isNew && (former.training !== "" || former.form !== null)) {
      send("found", former);
      return;
    }
    this.form = form;
    if (training === "") storage?.removeItem(ITEM);
    else storage?.setItem(ITEM, training);
  }
}

/** A browser that may keep nothing has none. */
function openStorage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export default component(".resume", Resume);
