import fc from 'fast-check';
import highsModule from 'highs';
import { expect, test } from 'vitest';
import { addColumn, createLinearProgram, solutionOf, solve } from '../../src/packing/linear-program.ts';

/** The package's types describe a CommonJS default that Node's ESM loader unwraps. */
const loadHighs = highsModule as unknown as () => Promise<{ solve(program: string): { readonly ObjectiveValue: number } }>;

const PENALTY = 1e6;

/** Covering programs: every row must be covered, columns cover some of them and cost something, some at most so often. */
const coveringProgram = fc
  .record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 30 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      demand: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: rows, maxLength: rows }),
      columns: fc.array(
        fc.record({
          cost: fc.integer({ min: 1, max: 100 }),
          covers: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: rows, maxLength: rows }),
          upper: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined, freq: 3 }),
        }),
        { minLength: columns, maxLength: columns },
      ),
    }),
  );

test('covering programs cost what HiGHS says, whether columns come at once or between solves', async () => {
  const highs = await loadHighs();
  fc.assert(
    fc.property(coveringProgram, ({ demand, columns }) => {
      const program = createLinearProgram(Float64Array.from(demand), new Float64Array(demand.length).fill(PENALTY));
      for (const [index, { cost, covers, upper }] of columns.entries()) {
        const used = [...covers.keys()].filter((row) => (covers[row] ?? 0) > 0);
        addColumn(
          program,
          cost,
          used,
          used.map((row) => covers[row] ?? 0),
          upper ?? Number.POSITIVE_INFINITY,
        );
        if (index % 5 === 4) solve(program, 10_000);
      }
      expect(solve(program, 10_000)).toBe(true);
      const values = solutionOf(program);
      const uncovered = demand.map((wanted, row) =>
        Math.max(0, wanted - columns.reduce((sum, { covers }, column) => sum + (covers[row] ?? 0) * (values[column] ?? 0), 0)),
      );
      const cost =
        columns.reduce((sum, column, index) => sum + column.cost * (values[index] ?? 0), 0) +
        PENALTY * uncovered.reduce((sum, each) => sum + each, 0);
      const expected = optimumOf(demand, columns, highs);
      expect(Math.abs(cost - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));
    }),
    { seed: 42, numRuns: 150 },
  );
}, 60_000);

function optimumOf(
  demand: readonly number[],
  columns: readonly { readonly cost: number; readonly covers: readonly number[]; readonly upper: number | undefined }[],
  highs: Awaited<ReturnType<typeof loadHighs>>,
): number {
  const objective = [...columns.map(({ cost }, index) => `${cost} x${index}`), ...demand.map((_, row) => `${PENALTY} s${row}`)].join(' + ');
  const rows = demand.map((wanted, row) => {
    const terms = columns.flatMap(({ covers }, index) => ((covers[row] ?? 0) > 0 ? [`${covers[row]} x${index}`] : []));
    return ` r${row}: ${[...terms, `1 s${row}`].join(' + ')} >= ${wanted}`;
  });
  const bounds = columns.flatMap(({ upper }, index) => (upper === undefined ? [] : [` x${index} <= ${upper}`]));
  const solved = highs.solve(`Minimize\n obj: ${objective}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd`);
  return solved.ObjectiveValue;
}
