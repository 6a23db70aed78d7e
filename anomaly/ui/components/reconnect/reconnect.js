// @ts-check
// Has the script run for a page whose connection was lost and is there again. Streamlit does so only
// where it broke off a run: a server that was started anew would know nothing of the page, and hear
// of nothing that is done in its fragments. Meanwhile it keeps Streamlit's dialog away.
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";

const PING = "/_stcore/health"; // what Streamlit asks before it connects
const PATIENCE = 1000; // milliseconds; what is sent before there is a connection is lost
const MOST = 20; // times that it is sent

/** The title of Streamlit's dialog on a lost connection. */
const ERROR = "Connection error";

/**
 * Close that dialog, which tells people to run a script that is not theirs and keeps them from
 * drawing; what to do instead stands on the page, see `show_without_connection` in notices.py.
 */
function closeError() {
  for (const dialog of document.querySelectorAll("[data-testid=stDialog]")) {
    if (!dialog.textContent?.startsWith(ERROR)) continue;
    /** @type {HTMLElement | null} */
    const button = dialog.querySelector("button[aria-label=Close]");
    button?.click();
  }
}

/** Whether the script runs for this page. */
function isRunning() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "running";
}

/** @param {PerformanceEntry} entry */
export function isConnecting(entry) {
  const { name, responseStatus } = /** @type {PerformanceResourceTiming} */ (entry);
  // Where a browser does not tell the status, there is no harm in asking once too often.
  return name.includes(PING) && (responseStatus ?? 200) === 200;
}

export class Reconnect {
  constructor() {
    /** @type {Send | null} */
    this.keep = null;
    this.wanted = 0;
    this.session = "";
    this.timer = 0;
    this.observer = new PerformanceObserver((list) => {
      if (list.getEntries().some(isConnecting)) this.ask();
    });
    this.observer.observe({ type: "resource" });
    this.dialogs = new MutationObserver(closeError);
    this.dialogs.observe(document.body, { childList: true });
  }

  leave() {
    this.dialogs.disconnect();
    this.observer.disconnect();
    clearInterval(this.timer);
  }

  /**
   * @param {{ asked: number | null, session: string }} message What the run that sends it was asked
   *   with, and whose it is.
   * @param {Send} _
   * @param {Send} keep
   */
  show({ asked, session }, _, keep) {
    this.keep = keep;
    const isNew = session !== this.session;
    this.session = session;
    if (isNew || (asked !== null && asked >= this.wanted)) clearInterval(this.timer);
  }

  /** Ask for a run until there has been one. */
  ask() {
    clearInterval(this.timer);
    this.wanted = Date.now();
    let count = 0;
    this.timer = setInterval(() => {
      // The values that the page has are older than those that a run is about to give it.
      if (isRunning()) return;
      count += 1;
      if (count === MOST) clearInterval(this.timer);
      this.keep?.("asked", this.wanted + count);
    }, PATIENCE);
  }
}

export default component(".reconnect", Reconnect);
