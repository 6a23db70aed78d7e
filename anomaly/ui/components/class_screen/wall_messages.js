// @ts-check
/**
 * What the wall is told of the detector in view, as `WallMessage` in ui/panels/class_wall.py.
 *
 * @typedef {object} WallMessage
 * @property {string} model The detector's key.
 * @property {string} detector Its name.
 * @property {string} normal_name What its normal digits are called.
 * @property {string} anomalous_name
 * @property {boolean} is_of_signs Whether no task says what is normal.
 * @property {boolean} is_taught Whether it has learned drawings, on which nothing is measured.
 * @property {boolean} is_teachable Whether a class can teach it its hand.
 * @property {number} threshold In force on the other pages.
 * @property {number} low Of the histogram's axis.
 * @property {number} top
 * @property {number} step
 * @property {number} decimals
 * @property {{ normal: number[], anomalous: number[], measured: Interval | null }} mnist
 * @property {string[][]} scales Colours of the input, the reconstruction and the difference.
 * @property {Record<string, string>} words
 *
 * @typedef {{ auroc: number, low: number, high: number }} Interval An AUROC with its 95% interval.
 *
 * What a detector makes of the drawings that a class measures it on.
 * @typedef {object} Measured
 * @property {number} false_alarms
 * @property {number} missed
 * @property {Interval | null} measured
 *
 * What came of a class's lesson.
 * @typedef {object} LessonResult
 * @property {string} key Of the detector that was taught.
 * @property {number} learned Drawings.
 * @property {number} normal
 * @property {number} anomalous
 * @property {Measured} before
 * @property {Measured} after
 */
export {};
