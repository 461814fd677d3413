import type { Course } from './course.ts';
import type { KeyOf } from './keys.ts';
import type { Field, Fields, Reading } from './reading.ts';

/** The fields of a demand, whatever it counts. */
export type LoadFields = Fields<KeyOf<'demand'>>;

/** What the amounts of a load are: whole tasks, or numbers in the unit of a metric. */
export type Counts = 'tasks' | 'metric';

/** Reads one amount; gives plain decimal text. */
export type ReadAmount = (reading: Reading, field: Field) => string | undefined;

/** Reads the course that a trace file holds. */
export type FindTrace = (
  reading: Reading,
  trace: { readonly field: Field; readonly column: Field | undefined; readonly counts: Counts },
) => Course | undefined;
