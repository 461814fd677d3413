import type { LaunchType } from '../units/capacity.ts';
import { readSecondsText, readShare } from './amounts.ts';
import type { BesideTask } from './beside.ts';
import type { KeyOf } from './keys.ts';
import { notePlacement } from './placement.ts';
import { readBesideTask } from './read-beside-task.ts';
import { readTask } from './read-task.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readBoolean,
  readFields,
  readOneOf,
  readText,
  reportMissing,
  reportProblem,
  shown,
} from './reading.ts';
import { withServiceConnectProxy } from './service-connect-proxy.ts';
import type { TaskDefinition } from './task-definition.ts';
import type { Service } from './workload.ts';

/** Finds the task definition that a service or job names or holds. */
export type FindTaskDefinition = (field: Field) => TaskDefinition | undefined;

type CommonFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

const LAUNCH_TYPES: readonly LaunchType[] = ['FARGATE', 'EC2', 'MANAGED_INSTANCES'];
/** No control or formatting characters and no line breaks, and no blank at either end. */
const PRINTABLE_NAME = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Z}]([^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*[^\p{Cc}\p{Cf}\p{Cs}\p{Z}])?$/u;

/** Reports call what services share so; see `ENVIRONMENT_OWNER`. */
const RESERVED_NAME = '(environment)';

/** Reads a name: text that a report can print on one line. */
export function readName(reading: Reading, field: Field): string | undefined {
  const name = readText(reading, field, { expected: 'a name', hint: 'write text, as "api"' });
  if (name === undefined) return undefined;
  const length = [...name].length;
  if (length > 255)
    return reportProblem(reading, field, { problem: `the name has ${length} characters; at most 255 are allowed`, hint: undefined });
  if (!PRINTABLE_NAME.test(name)) {
    const problem = `${shown(field.node)} has blanks at its ends or characters that do not print`;
    return reportProblem(reading, field, { problem, hint: 'write plain text, as "api"' });
  }
  if (name === RESERVED_NAME) return reportProblem(reading, field, { problem: 'is the name of what all services share', hint: undefined });
  return name;
}

/** What services and jobs have in common. */
interface Common {
  readonly name: string | undefined;
  readonly task: Service['task'] | undefined;
  readonly launchType: LaunchType | undefined;
  readonly interruptible: boolean;
  /** Plain decimal text; absent where not stated. */
  readonly stopSeconds: string | undefined;
  readonly beside: BesideTask | undefined;
}

/** Reads the keys that services and jobs share. */
export function readCommon(reading: Reading, fields: CommonFields, findTaskDefinition: FindTaskDefinition): Common {
  const { stated } = fields;
  const name = stated.name
    ? readName(reading, stated.name)
    : reportMissing(reading, fields, { key: 'name', hint: 'write a name, as "api"' });
  const of = name ?? fields.path;
  const definition = stated.taskDefinition && findTaskDefinition(stated.taskDefinition);
  if (definition) noteDefinition(reading, definition, { of, stated });
  const sized = withServiceConnectProxy(reading, stated.serviceConnect, readTask(reading, fields, { definition: definition?.task }));
  const beside = readBesideTask(reading, fields, of);
  const memberOf = notePlacement(reading, fields, of);
  const task = sized && memberOf ? { ...sized, notOnFargate: [...sized.notOnFargate, 'placementConstraints memberOf'] } : sized;
  return {
    name,
    task,
    launchType: stated.launchType && readLaunchType(reading, stated.launchType),
    interruptible: (stated.interruptible && readBoolean(reading, stated.interruptible)) ?? false,
    stopSeconds: stated.stop && readSecondsText(reading, stated.stop),
    beside,
  };
}

function readLaunchType(reading: Reading, field: Field): LaunchType | undefined {
  if (field.node.kind === 'scalar' && field.node.value === 'EXTERNAL') {
    const hint = 'leave launchType out, or write FARGATE, EC2 or MANAGED_INSTANCES';
    return reportProblem(reading, field, {
      problem: '"EXTERNAL" (ECS Anywhere) runs on machines of your own, which have no AWS rate',
      hint,
    });
  }
  return readOneOf(reading, field, LAUNCH_TYPES);
}

/** Reads `utilization`: percentages as shares. */
export function readUtilization(reading: Reading, field: Field | undefined): Service['utilization'] {
  const stated = field && readFields(reading, field, 'utilization')?.stated;
  const cpu = stated?.cpu && readShare(reading, stated.cpu);
  const memory = stated?.memory && readShare(reading, stated.memory);
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}

/** Reads a duration of whole seconds. */
export function readWholeSeconds(reading: Reading, field: Field): number | undefined {
  const seconds = readSecondsText(reading, field);
  if (seconds === undefined) return undefined;
  if (seconds.includes('.')) {
    return reportProblem(reading, field, {
      problem: `${shown(field.node)} is not a whole number of seconds`,
      hint: `write "${Math.ceil(Number(seconds))}s"`,
    });
  }
  return Number(seconds);
}

/** What a task definition brings along and the keys beside it do not size. */
function noteDefinition(
  reading: Reading,
  { volumeKinds, logsToCloudWatch, memberOf }: TaskDefinition,
  { of, stated }: { of: string; stated: CommonFields['stated'] },
): void {
  if (volumeKinds.length > 0 && !stated.volumes)
    reading.unpriced.push({
      what: `task definition volumes (${volumeKinds.join(', ')})`,
      of,
      why: 'their size is not stated; write volumes',
    });
  if (logsToCloudWatch && !stated.logs)
    reading.unpriced.push({ what: 'task definition logs (awslogs)', of, why: 'how much is written is not stated; write logs' });
  if (memberOf) {
    reading.unpriced.push({
      what: 'task definition placementConstraints memberOf',
      of,
      why: 'not modelled: any instance that holds the task may be chosen',
    });
  }
}
