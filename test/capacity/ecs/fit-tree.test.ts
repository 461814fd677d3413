import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closePlace, fitTree, growFitTree, nextFit, openPlace, tightestFit } from '../../../src/capacity/ecs/fit-tree.ts';

const room = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(3));
const changes = fc.array(fc.record({ place: fc.nat(30), room: fc.option(room), size: room, from: fc.nat(32) }), { maxLength: 80 });

test('the tree finds what a look at every instance finds', () => {
  fc.assert(
    fc.property(changes, (all) => {
      const tree = fitTree(3);
      const plain: (readonly number[] | undefined)[] = [];
      for (const { place, room: offered, size, from } of all) {
        while (place >= tree.leafCount) growFitTree(tree);
        if (offered) openPlace(tree, place, Float64Array.from(offered), 0);
        else closePlace(tree, place);
        plain[place] = offered ?? undefined;
        const fits = (at: number) => plain[at]?.every((amount, column) => amount >= (size[column] ?? 0)) ?? false;
        const places = [...plain.keys()].filter(fits);
        expect(nextFit(tree, Float64Array.from(size), 0, from)).toBe(places.find((at) => at >= from) ?? -1);
        for (const column of [0, 1]) {
          const least = Math.min(...places.map((at) => plain[at]?.[column] ?? 0));
          expect(tightestFit(tree, Float64Array.from(size), 0, column)).toBe(places.find((at) => plain[at]?.[column] === least) ?? -1);
        }
      }
    }),
    { seed: 42, numRuns: 200 },
  );
});
