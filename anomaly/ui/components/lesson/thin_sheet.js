// @ts-check
/** @import { Figure, StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { Roll, ROLL_FAR, ROLL_NEAR, straightDistance } from "./roll.js";
import { RollPicture } from "./roll_picture.js";
import { onTheme } from "./step.js";

const TURN_STEP = Math.PI / 24; // of an arrow key
const TURN_PIXEL = 0.01; // radians a pixel of a drag
const MAX_PITCH = 1.4;
const SIDE_PITCH = 0.12; // radians; from there the point is seen beside the flat sheet
const FLAT_FROM = 0.98; // share from which the sheet counts as unrolled

/**
 * A Swiss roll to turn; once the question is answered, a slider unrolls it.
 *
 * @implements {Figure}
 */
export class ThinSheet {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   */
  constructor(root, context) {
    this.context = context;
    this.roll = new Roll();
    this.rolled = Math.round(straightDistance(this.roll));
    this.share = 0;
    this.isOpen = context.isOpen;
    this.frame = 0;
    const { words } = context;
    // An application, since both axes are turned by arrow keys.
    this.canvas = element("canvas", { tabIndex: 0, role: "application", ariaLabel: words.roll });
    this.slider = element("input", { type: "range", min: "0", max: "100", step: "1", value: "0" });
    this.told = element("p", { className: "roll-told" });
    const label = element("label", { className: "roll-unroll" }, [words.unroll, this.slider]);
    root.append(this.canvas, label, this.told);
    this.picture = new RollPicture(this.canvas);
    [this.picture.view.yaw, this.picture.view.pitch] = [-0.3, 0.3];
    this.#listen();
    this.resized = new ResizeObserver(() => this.schedule());
    this.resized.observe(this.canvas);
    this.unthemed = onTheme(root, () => {
      this.picture.readColours();
      this.schedule();
    });
    this.slider.disabled = !this.isOpen;
    if (this.isOpen) this.#tell();
    else this.told.textContent = words.turn;
    context.spotlight(this.isOpen ? label : this.canvas);
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.unthemed();
  }

  answered() {
    this.isOpen = true;
    this.slider.disabled = false;
    this.context.spotlight(/** @type {HTMLElement} */ (this.slider.parentElement));
    this.#tell();
    this.schedule();
  }

  /** Paint in the next frame, once. */
  schedule() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.picture.paint(this.roll, this.isOpen);
    });
  }

  #listen() {
    const { canvas, slider } = this;
    let last = [0, 0];
    canvas.onpointerdown = ({ button, pointerId, clientX, clientY }) => {
      if (button !== 0) return;
      canvas.setPointerCapture(pointerId);
      last = [clientX, clientY];
    };
    canvas.onpointermove = ({ pointerId, clientX, clientY }) => {
      if (!canvas.hasPointerCapture(pointerId)) return;
      this.#turn((clientX - last[0]) * TURN_PIXEL, (clientY - last[1]) * TURN_PIXEL);
      last = [clientX, clientY];
    };
    canvas.onkeydown = (event) => {
      /** @type {Record<string, number>} */
      const steps = { [event.key]: TURN_STEP };
      const { ArrowLeft = 0, ArrowRight = 0, ArrowUp = 0, ArrowDown = 0 } = steps;
      if (ArrowLeft + ArrowRight + ArrowUp + ArrowDown === 0) return;
      event.preventDefault();
      this.#turn(ArrowRight - ArrowLeft, ArrowDown - ArrowUp);
    };
    slider.oninput = () => this.#unroll(slider.valueAsNumber / 100);
    slider.onchange = () => this.context.say(this.told.textContent ?? "");
  }

  /**
   * @param {number} yaw
   * @param {number} pitch
   */
  #turn(yaw, pitch) {
    const { view } = this.picture;
    view.yaw += yaw;
    view.pitch = Math.min(MAX_PITCH, Math.max(-MAX_PITCH, view.pitch + pitch));
    this.schedule();
  }

  /** @param {number} share */
  #unroll(share) {
    if (share > this.share) this.#turnAside((share - this.share) / (1 - this.share));
    this.share = share;
    this.roll.unroll(share);
    this.#tell();
    this.schedule();
    if (share >= FLAT_FROM) this.context.done();
  }

  /**
   * Turn to where the sheet is seen from its side, front or back.
   *
   * @param {number} part Of the way there.
   */
  #turnAside(part) {
    const { yaw, pitch } = this.picture.view;
    const aside = Math.PI * Math.round(yaw / Math.PI);
    this.#turn(part * (aside - yaw), part * (SIDE_PITCH - pitch));
  }

  /** Tell how far apart the neighbours on both sides are. */
  #tell() {
    const [straight, along] = [straightDistance(this.roll), ROLL_FAR - ROLL_NEAR].map(Math.round);
    this.told.textContent = fill(this.context.words.distances, { rolled: this.rolled, straight, along });
    this.slider.ariaValueText = `${this.slider.value}%`;
  }
}
