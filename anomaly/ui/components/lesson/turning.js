// @ts-check
// Points in three dimensions, seen from where the learner has turned them to.

const CAMERA = 6; // times the size of what is seen

/** A view of points, turned about an upright axis by `yaw` and tilted by `pitch`, in radians. */
export class TurnedView {
  constructor() {
    this.yaw = 0;
    this.pitch = 0;
    this.scale = 1;
    this.distance = 1;
    this.centre = [0, 0];
    /** Cosines and sines of yaw and pitch, as of the last fit. */
    this.turns = [1, 0, 1, 0];
  }

  /**
   * Fit a box around 0, 0, 0 into a picture.
   *
   * @param {number[]} extent Half of its width, height and depth.
   * @param {number} width Of the picture.
   * @param {number} height
   */
  fit([x, y, z], width, height) {
    const across = Math.hypot(x, z);
    const { yaw, pitch } = this;
    this.turns = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
    const [upright, forward] = [Math.cos(pitch), Math.abs(Math.sin(pitch))];
    this.distance = CAMERA * Math.hypot(x, y, z);
    // What is nearer is seen larger: at the sides a little, and most at the lower edge.
    const aside = across / Math.sqrt(1 - (across / this.distance) ** 2);
    const nearest = Math.max(0, across * upright - y * forward);
    const below = (y * upright + across * forward) / (1 - nearest / this.distance);
    this.scale = Math.min(width / 2 / aside, height / 2 / below);
    this.centre = [width / 2, height / 2];
  }

  /**
   * Where a point is in the picture, how near it is, and how much larger than in the middle.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @returns {[number, number, number, number]}
   */
  project(x, y, z) {
    const [cosYaw, sinYaw, cosPitch, sinPitch] = this.turns;
    const across = x * cosYaw + z * sinYaw;
    const back = z * cosYaw - x * sinYaw;
    const up = y * cosPitch - back * sinPitch;
    const near = y * sinPitch + back * cosPitch;
    const larger = this.distance / (this.distance - near);
    const scale = this.scale * larger;
    return [this.centre[0] + across * scale, this.centre[1] - up * scale, near, larger];
  }
}
