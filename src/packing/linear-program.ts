/**
 * A linear program in memory: minimise `cost . x` with `A x >= rightHandSide`, `0 <= x <= upper`, columns added as they are
 * found, each solve starting from the last basis.
 *
 * The method is the bounded primal simplex with an explicit inverse of the basis. Basis columns are patterns with a dozen
 * entries, rows number at most a few hundred: then the inverse costs less than the bookkeeping of a factorisation.
 *
 * G. B. Dantzig, W. Orchard-Hays, The product form for the inverse in the simplex method, Mathematics of Computation 8
 * (1954), doi:10.1090/S0025-5718-1954-0061469-8.
 *
 * Results are floats. Nothing here is trusted for a proof: prices go through an exact check before they become a bound.
 */
export interface LinearProgram {
  readonly rowCount: number;
  readonly rightHandSide: Float64Array;
  /** Cost of leaving one unit of a row uncovered; large enough that no row stays so without need. */
  readonly penalties: Float64Array;
  /** Growing lists: column `j` has the entries `starts[j]` to `starts[j + 1]`. */
  columnCount: number;
  costs: Float64Array;
  uppers: Float64Array;
  starts: Int32Array;
  rows: Int32Array;
  values: Float64Array;
  /** 1: nonbasic at its upper bound; 2: basic. */
  states: Uint8Array;
  /** Row-major inverse of the basis. */
  readonly inverse: Float64Array;
  /** The variable of each basis row: a column, or -1 - row for a surplus, or -1 - rowCount - row for a penalty. */
  readonly basis: Int32Array;
  readonly basicValues: Float64Array;
  /** The price of each row. */
  readonly prices: Float64Array;
  pivotsSinceInversion: number;
  /** Elementary steps so far, for budgets. */
  work: number;
}

const TOLERANCE = 1e-9;
const PIVOT_MINIMUM = 1e-7;
const INVERSION_INTERVAL = 150;

const AT_LOWER = 0;
const AT_UPPER = 1;
const BASIC = 2;

/** A program without columns; every row starts uncovered, at its penalty. */
export function createLinearProgram(rightHandSide: Float64Array, penalties: Float64Array): LinearProgram {
  const rowCount = rightHandSide.length;
  const program: LinearProgram = {
    rowCount,
    rightHandSide,
    penalties,
    columnCount: 0,
    costs: new Float64Array(64),
    uppers: new Float64Array(64),
    starts: new Int32Array(65),
    rows: new Int32Array(512),
    values: new Float64Array(512),
    states: new Uint8Array(64),
    inverse: new Float64Array(rowCount * rowCount),
    basis: new Int32Array(rowCount),
    basicValues: new Float64Array(rowCount),
    prices: new Float64Array(rowCount),
    pivotsSinceInversion: 0,
    work: 0,
  };
  for (let row = 0; row < rowCount; row++) program.basis[row] = (rightHandSide[row] as number) > 0 ? -1 - rowCount - row : -1 - row;
  invert(program);
  return program;
}

/** Adds a column and gives its number; it enters the basis at the next solve if it is worth it. */
export function addColumn(program: LinearProgram, cost: number, rows: ArrayLike<number>, values: ArrayLike<number>, upper: number): number {
  const column = program.columnCount;
  const start = program.starts[column] as number;
  reserve(program, column + 1, start + rows.length);
  program.costs[column] = cost;
  program.uppers[column] = upper;
  program.states[column] = AT_LOWER;
  for (let entry = 0; entry < rows.length; entry++) {
    program.rows[start + entry] = rows[entry] as number;
    program.values[start + entry] = values[entry] as number;
  }
  program.starts[column + 1] = start + rows.length;
  program.columnCount = column + 1;
  return column;
}

function reserve(program: LinearProgram, columns: number, entries: number): void {
  if (columns >= program.costs.length) {
    const size = 2 * columns;
    program.costs = grown(program.costs, new Float64Array(size));
    program.uppers = grown(program.uppers, new Float64Array(size));
    program.states = grown(program.states, new Uint8Array(size));
    program.starts = grown(program.starts, new Int32Array(size + 1));
  }
  if (entries > program.rows.length) {
    program.rows = grown(program.rows, new Int32Array(2 * entries));
    program.values = grown(program.values, new Float64Array(2 * entries));
  }
}

function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Pivots until no column is worth entering or `pivotCountMax` is reached; true when the prices are optimal. */
export function solve(program: LinearProgram, pivotCountMax: number): boolean {
  const alpha = new Float64Array(program.rowCount);
  for (let pivots = 0; pivots < pivotCountMax; pivots++) {
    const entering = bestEntering(program);
    if (entering === undefined) return true;
    if (!step(program, entering, alpha)) return false;
  }
  return false;
}

interface Entering {
  readonly variable: number;
  readonly reducedCost: number;
}

/** The variable with the steepest reduced cost (Dantzig's rule), relative to the size of the costs. */
function bestEntering(program: LinearProgram): Entering | undefined {
  const { columnCount, costs, starts, rows, values, states, prices, rowCount } = program;
  let variable: number | undefined;
  let best = 0;
  let signed = 0;
  for (let column = 0; column < columnCount; column++) {
    const state = states[column] as number;
    if (state === BASIC) continue;
    const cost = costs[column] as number;
    let reduced = cost;
    const end = starts[column + 1] as number;
    for (let entry = starts[column] as number; entry < end; entry++) {
      reduced -= (prices[rows[entry] as number] as number) * (values[entry] as number);
    }
    const gain = state === AT_LOWER ? -reduced : reduced;
    if (gain > best && gain > TOLERANCE * (1 + Math.abs(cost))) {
      best = gain;
      signed = reduced;
      variable = column;
    }
  }
  program.work += starts[columnCount] as number;
  for (let row = 0; row < rowCount; row++) {
    const price = prices[row] as number;
    if (-price > best && -price > TOLERANCE) {
      // A basic surplus has price 0 up to rounding, so it is never chosen here.
      best = -price;
      signed = price;
      variable = -1 - row;
    }
  }
  return variable === undefined ? undefined : { variable, reducedCost: signed };
}

/** Moves the entering variable as far as it goes; false when nothing stops it. */
function step(program: LinearProgram, { variable, reducedCost }: Entering, alpha: Float64Array): boolean {
  const { rowCount, basicValues, states } = program;
  direction(program, variable, alpha);
  const fromUpper = variable >= 0 && states[variable] === AT_UPPER;
  const sign = fromUpper ? -1 : 1;
  const { length, row, toUpper } = ratioTest(program, alpha, sign);
  const span = variable >= 0 ? (program.uppers[variable] as number) : Number.POSITIVE_INFINITY;
  const travel = Math.min(length, span);
  if (travel === Number.POSITIVE_INFINITY) return false;
  for (let index = 0; index < rowCount; index++) {
    basicValues[index] = (basicValues[index] as number) - sign * travel * (alpha[index] as number);
  }
  if (span <= length) {
    states[variable] = fromUpper ? AT_LOWER : AT_UPPER;
    return true;
  }
  basicValues[row] = fromUpper ? span - travel : travel;
  exchange(program, row, variable, toUpper ? AT_UPPER : AT_LOWER);
  updatePrices(program, row, reducedCost / (alpha[row] as number));
  pivot(program, row, alpha);
  program.pivotsSinceInversion += 1;
  if (program.pivotsSinceInversion >= INVERSION_INTERVAL) invert(program);
  return true;
}

function exchange({ basis, states }: LinearProgram, row: number, entering: number, leavingState: number): void {
  const leaving = basis[row] as number;
  if (leaving >= 0) states[leaving] = leavingState;
  if (entering >= 0) states[entering] = BASIC;
  basis[row] = entering;
}

/** How the basic variables change when the variable grows: inverse x its column. */
function direction(program: LinearProgram, variable: number, alpha: Float64Array): void {
  const { rowCount, inverse, starts, rows, values } = program;
  if (variable < 0) {
    // A surplus has the entry -1, a penalty +1.
    const penalty = variable < -rowCount;
    const row = penalty ? -1 - rowCount - variable : -1 - variable;
    const value = penalty ? 1 : -1;
    for (let index = 0; index < rowCount; index++) alpha[index] = value * (inverse[index * rowCount + row] as number);
    return;
  }
  const start = starts[variable] as number;
  const end = starts[variable + 1] as number;
  for (let index = 0; index < rowCount; index++) {
    const offset = index * rowCount;
    let value = 0;
    for (let entry = start; entry < end; entry++)
      value += (inverse[offset + (rows[entry] as number)] as number) * (values[entry] as number);
    alpha[index] = value;
  }
  program.work += rowCount * (end - start);
}

/** The first basic variable that reaches a bound; among those that reach it together, the one with the largest pivot. */
function ratioTest(program: LinearProgram, alpha: Float64Array, sign: number): { length: number; row: number; toUpper: boolean } {
  const { rowCount, basis, basicValues, uppers } = program;
  let length = Number.POSITIVE_INFINITY;
  let row = -1;
  let toUpper = false;
  let pivotSize = 0;
  for (let index = 0; index < rowCount; index++) {
    const rate = sign * (alpha[index] as number);
    if (Math.abs(rate) < PIVOT_MINIMUM) continue;
    const value = Math.max(0, basicValues[index] as number);
    const variable = basis[index] as number;
    const upper = variable >= 0 ? (uppers[variable] as number) : Number.POSITIVE_INFINITY;
    const ratio = rate > 0 ? value / rate : Math.max(0, upper - value) / -rate;
    if (ratio === Number.POSITIVE_INFINITY) continue;
    const slack = TOLERANCE * (1 + Math.abs(length));
    if (ratio < length - slack || (ratio <= length + slack && Math.abs(rate) > pivotSize)) {
      length = Math.min(length, ratio);
      row = index;
      toUpper = rate < 0;
      pivotSize = Math.abs(rate);
    }
  }
  return { length, row, toUpper };
}

function updatePrices(program: LinearProgram, row: number, factor: number): void {
  const { rowCount, inverse, prices } = program;
  const offset = row * rowCount;
  for (let column = 0; column < rowCount; column++) {
    prices[column] = (prices[column] as number) + factor * (inverse[offset + column] as number);
  }
}

/** Multiplies the inverse by the elementary matrix that turns `alpha` into the unit vector of `row`. */
function pivot(program: LinearProgram, row: number, alpha: Float64Array): void {
  const { rowCount, inverse } = program;
  const base = row * rowCount;
  const scale = 1 / (alpha[row] as number);
  const filled: number[] = [];
  for (let column = 0; column < rowCount; column++) {
    const value = inverse[base + column] as number;
    if (value === 0) continue;
    inverse[base + column] = value * scale;
    filled.push(column);
  }
  for (let index = 0; index < rowCount; index++) {
    const factor = alpha[index] as number;
    if (index === row || factor === 0) continue;
    const offset = index * rowCount;
    for (let position = 0; position < filled.length; position++) {
      const column = filled[position] as number;
      inverse[offset + column] = (inverse[offset + column] as number) - factor * (inverse[base + column] as number);
    }
    program.work += filled.length;
  }
}

/** Computes inverse, values and prices afresh, which ends the growth of rounding errors. */
function invert(program: LinearProgram): void {
  const { rowCount, inverse, basis, starts } = program;
  program.pivotsSinceInversion = 0;
  inverse.fill(0);
  for (let row = 0; row < rowCount; row++) inverse[row * rowCount + row] = 1;
  const variables = Int32Array.from(basis);
  const open = new Uint8Array(rowCount).fill(1);
  const structural: number[] = [];
  for (const variable of variables) {
    if (variable >= 0) {
      structural.push(variable);
      continue;
    }
    const penalty = variable < -rowCount;
    const row = penalty ? -1 - rowCount - variable : -1 - variable;
    inverse[row * rowCount + row] = penalty ? 1 : -1;
    basis[row] = variable;
    open[row] = 0;
  }
  const entryCount = (column: number): number => (starts[column + 1] as number) - (starts[column] as number);
  structural.sort((a, b) => entryCount(a) - entryCount(b) || a - b);
  const alpha = new Float64Array(rowCount);
  for (const column of structural) {
    direction(program, column, alpha);
    const row = largestOpen(alpha, open);
    if (Math.abs(alpha[row] as number) < PIVOT_MINIMUM) {
      program.states[column] = AT_LOWER;
      continue;
    }
    pivot(program, row, alpha);
    basis[row] = column;
    open[row] = 0;
  }
  repairSingularRows(program, open);
  recompute(program);
}

function largestOpen(alpha: Float64Array, open: Uint8Array): number {
  let best = 0;
  let size = -1;
  for (let row = 0; row < alpha.length; row++) {
    const candidate = open[row] === 1 ? Math.abs(alpha[row] as number) : -1;
    if (candidate > size) {
      size = candidate;
      best = row;
    }
  }
  return best;
}

/** A row that lost its column to rounding is covered by its penalty again. */
function repairSingularRows(program: LinearProgram, open: Uint8Array): void {
  for (let row = 0; row < program.rowCount; row++) if (open[row] === 1) program.basis[row] = -1 - program.rowCount - row;
}

function costOfBasic(program: LinearProgram, variable: number): number {
  if (variable >= 0) return program.costs[variable] as number;
  return variable < -program.rowCount ? (program.penalties[-1 - program.rowCount - variable] as number) : 0;
}

function recompute(program: LinearProgram): void {
  const { rowCount, inverse, basis, basicValues, prices, rightHandSide } = program;
  const demand = Float64Array.from(rightHandSide);
  for (let column = 0; column < program.columnCount; column++) {
    if (program.states[column] !== AT_UPPER) continue;
    const end = program.starts[column + 1] as number;
    for (let entry = program.starts[column] as number; entry < end; entry++) {
      const row = program.rows[entry] as number;
      demand[row] = (demand[row] as number) - (program.values[entry] as number) * (program.uppers[column] as number);
    }
  }
  prices.fill(0);
  for (let row = 0; row < rowCount; row++) {
    const offset = row * rowCount;
    const cost = costOfBasic(program, basis[row] as number);
    let value = 0;
    for (let column = 0; column < rowCount; column++) {
      const entry = inverse[offset + column] as number;
      if (entry === 0) continue;
      value += entry * (demand[column] as number);
      prices[column] = (prices[column] as number) + cost * entry;
    }
    basicValues[row] = value;
  }
  program.work += 2 * rowCount * rowCount;
}

/** Takes changed costs into account; the basis stays. */
export function refreshCosts(program: LinearProgram): void {
  recompute(program);
}

/** The value of each column in the present solution. */
export function solutionOf(program: LinearProgram): Float64Array {
  const solution = new Float64Array(program.columnCount);
  for (let column = 0; column < program.columnCount; column++) {
    if (program.states[column] === AT_UPPER) solution[column] = program.uppers[column] as number;
  }
  for (let row = 0; row < program.rowCount; row++) {
    const variable = program.basis[row] as number;
    if (variable >= 0) solution[variable] = Math.max(0, program.basicValues[row] as number);
  }
  return solution;
}
