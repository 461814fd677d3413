/** A value from one minute of the horizon on, until the next step. The first step is at minute 0. */
export interface Step<Value> {
  readonly fromMinute: number;
  readonly value: Value;
}

/** The steps with every value replaced, those that no longer change anything left out. */
export function mapSteps<From, To>(steps: readonly Step<From>[], replace: (value: From) => To): Step<To>[] {
  const mapped: Step<To>[] = [];
  for (const { fromMinute, value } of steps) addStep(mapped, { fromMinute, value: replace(value) });
  return mapped;
}

/** Adds a step at the end, unless the value is what it is already. */
export function addStep<Value>(steps: Step<Value>[], step: Step<Value>): void {
  const last = steps.at(-1);
  if (last && last.value === step.value) return;
  if (last?.fromMinute === step.fromMinute) {
    steps.pop();
    addStep(steps, step);
  } else steps.push(step);
}

/** Several courses of steps as one: at each minute `combine` decides between their values. */
export function mergeSteps<From, To>(courses: readonly (readonly Step<From>[])[], combine: (values: readonly From[]) => To): Step<To>[] {
  const minutes = [...new Set(courses.flatMap((steps) => steps.map(({ fromMinute }) => fromMinute)))].sort((a, b) => a - b);
  const next = courses.map(() => 0);
  const merged: Step<To>[] = [];
  for (const fromMinute of minutes) {
    const values = courses.map((steps, index) => {
      while ((steps[(next[index] as number) + 1]?.fromMinute ?? Number.POSITIVE_INFINITY) <= fromMinute)
        next[index] = (next[index] as number) + 1;
      return (steps[next[index] as number] as Step<From>).value;
    });
    addStep(merged, { fromMinute, value: combine(values) });
  }
  return merged;
}
