// @ts-check
// Properties of a picture, as anomaly/evaluation/properties.py has them: change both.

const SIDE = 28;
const MIN_LINE = 0.5; // ink of a row or column that counts: half a pixel
const FLOOR = 0.5; // pixels of ink added to both sides of a ratio, which else could be of nothing

/**
 * @param {Float32Array} digit 28 x 28 intensities.
 * @returns {number[]} In the order of Python's `PROPERTIES`.
 */
export function propertiesOf(digit) {
  const rows = new Float64Array(SIDE);
  const columns = new Float64Array(SIDE);
  for (let i = 0; i < digit.length; i += 1) {
    rows[Math.floor(i / SIDE)] += digit[i];
    columns[i % SIDE] += digit[i];
  }
  const ink = sum(rows, (value) => value);
  const mass = Math.max(ink, 1e-9);
  const x = sum(columns, (value, at) => value * at) / mass;
  const y = sum(rows, (value, at) => value * at) / mass;
  const varX = sum(columns, (value, at) => value * (at - x) ** 2) / mass;
  const varY = sum(rows, (value, at) => value * (at - y) ** 2) / mass;
  const cov = sum(digit, (value, i) => value * ((i % SIDE) - x) * (Math.floor(i / SIDE) - y)) / mass;
  const root = Math.sqrt((varX - varY) ** 2 + 4 * cov ** 2);
  const along = (varX + varY + root) / 2;
  const across = Math.max(0, (varX + varY - root) / 2);
  const sizes = [varX, varY, along, across].map((variance) => Math.sqrt(12 * variance));
  return [ink, ...sizes, cov / (varY + 1), ...barsOf(rows), ...barsOf(columns)];
}

/**
 * @param {Float64Array} lines The ink of each row or of each column.
 * @returns {number[]} How much fuller the fullest line of each third is than the others', in logarithms.
 */
function barsOf(lines) {
  let first = lines.findIndex((value) => value > MIN_LINE);
  let final = lines.findLastIndex((value) => value > MIN_LINE);
  if (first < 0) [first, final] = [0, SIDE - 1];
  const third = (final - first + 1) / 3;
  const fullest = [0, 0, 0];
  lines.forEach((value, at) => {
    const isEarly = at < first + third;
    const isLate = at > final - third;
    if (isEarly) fullest[0] = Math.max(fullest[0], value);
    if (isLate) fullest[2] = Math.max(fullest[2], value);
    if (!isEarly && !isLate) fullest[1] = Math.max(fullest[1], value);
  });
  return fullest.map((full, i) => {
    const rest = Math.max(fullest[(i + 1) % 3], fullest[(i + 2) % 3]);
    return Math.log((full + FLOOR) / (rest + FLOOR));
  });
}

/**
 * @param {Float32Array | Float64Array} values
 * @param {(value: number, index: number) => number} term
 */
function sum(values, term) {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += term(values[i], i);
  return total;
}
