import type { Finding } from '../advice/advice.ts';
import { formatUsd, usd } from '../units/money.ts';
import { percentText, taskSizeText } from './numbers.ts';
import { optionIdName } from './option-wording.ts';

type Evidence = Finding['evidence'];

/** What a finding says, in one sentence without a full stop. */
export function findingText({ rule, evidence }: Finding): string {
  return TEXTS[rule]?.(evidence) ?? plainText(rule, evidence);
}

/** A rule without words of its own: its id and its numbers. */
function plainText(rule: string, evidence: Evidence): string {
  const numbers = Object.entries(evidence).map(([name, value]) => `${name} ${value}`);
  return `${rule}: ${numbers.join(', ')}`;
}

const money = (evidence: Evidence, key: string): string => {
  const value = evidence[key];
  return typeof value === 'string' ? `${formatUsd(usd(value))} a month` : 'an amount that is not known';
};
const percent = (evidence: Evidence, key: string): string => percentText(Number(evidence[key] ?? 0));
const option = (evidence: Evidence): string => optionIdName(String(evidence['option'] ?? ''));
const size = (evidence: Evidence, cpu: string, memory: string): string =>
  taskSizeText(Number(evidence[cpu] ?? 0), Number(evidence[memory] ?? 0));

/** `; it would save $12.00 a month`, where that is known. */
const saving = (evidence: Evidence, key = 'savedUsd'): string =>
  evidence[key] === undefined ? '' : `; that would save ${money(evidence, key)}`;

const TEXTS: Readonly<Record<string, (evidence: Evidence) => string>> = {
  'mixed-saves': (evidence) => `the mix saves ${money(evidence, 'savedUsd')} against ${option(evidence)} for everything`,
  'commitment-saves': (evidence) =>
    `${option(evidence)} would save ${money(evidence, 'savedUsd')} (${percent(evidence, 'share')}); it is paid whether used or not`,
  'commitment-unused': (evidence) =>
    `${money(evidence, 'unusedUsd')} of ${evidence['commitment']} (${money(evidence, 'committedUsd')}) covers nothing here: at this size it would not pay to renew`,
  'oversized-task': (evidence) =>
    `${size(evidence, 'cpuUnits', 'memoryMiB')} is more than measured use and a quarter of headroom need: ${size(evidence, 'neededCpuUnits', 'neededMemoryMiB')} would save ${money(evidence, 'savedUsd')}`,
  'arm-move': (evidence) => `an image for ARM64 as well would save ${money(evidence, 'savedUsd')} (${option(evidence)})`,
  'spot-candidate': (evidence) => `if it may be interrupted, ${option(evidence)} would save ${money(evidence, 'savedUsd')}`,
  'fargate-size-rounding': (evidence) =>
    `needs ${size(evidence, 'neededCpuUnits', 'neededMemoryMiB')}, and Fargate sells ${size(evidence, 'cpuUnits', 'memoryMiB')}: ${money(evidence, 'costUsd')} for the difference`,
  'fargate-minimum-charge': (evidence) =>
    `tasks are shorter than Fargate's minimum charge: ${money(evidence, 'costUsd')} (${percent(evidence, 'share')}) for time without work; more work a task costs less`,
  'fargate-startup': (evidence) =>
    `image pull, boot and stopping cost ${money(evidence, 'costUsd')} (${percent(evidence, 'share')}): a smaller image or lazy loading (SOCI) starts sooner`,
  'deployment-surge': (evidence) =>
    evidence['launchType'] === 'EC2'
      ? `deployments run up to ${evidence['maximumPercent']} % of the tasks for ${evidence['minutes']} min, and the instances are chosen without room for them`
      : `deployments run new tasks beside old ones: ${money(evidence, 'costUsd')}`,
  'network-interface-limit': (evidence) => `network interfaces limit the tasks on an instance: turn ENI trunking on${saving(evidence)}`,
  'host-port-limit': (evidence) => `one task an instance because of host port ${evidence['hostPorts']}: dynamic ports${saving(evidence)}`,
  'distinct-instance-cost': (evidence) => `distinctInstance costs ${money(evidence, 'costUsd')}`,
  'memory-bound-packing': (evidence) =>
    `memory fills the ${evidence['instances']} instances (${percent(evidence, 'memoryShare')}) while ${percent(evidence, 'cpuShare')} of their CPU is reserved: ${money(evidence, 'strandedUsd')} left over`,
  'cpu-bound-packing': (evidence) =>
    `CPU fills the ${evidence['instances']} instances (${percent(evidence, 'cpuShare')}) while ${percent(evidence, 'memoryShare')} of their memory is reserved: ${money(evidence, 'strandedUsd')} left over`,
  'idle-capacity': (evidence) =>
    `${percent(evidence, 'share')} of what the instances cost is reserved by no task: ${money(evidence, 'idleUsd')}`,
  'minimum-instances-cost': (evidence) =>
    `a minimum of ${evidence['minimumInstances']} instances costs ${money(evidence, 'costUsd')} more than the tasks need`,
  'zone-spread-cost': (evidence) =>
    `spreading over ${evidence['availabilityZones']} availability zones costs ${money(evidence, 'costUsd')}`,
  'root-volume-cost': (evidence) => `root volumes cost ${money(evidence, 'costUsd')} (${percent(evidence, 'share')})`,
  'daemon-overhead': (evidence) => `its part of every instance costs ${money(evidence, 'costUsd')}`,
  'ephemeral-storage-cost': (evidence) => `${evidence['ephemeralGiB']} GB of ephemeral storage cost ${money(evidence, 'costUsd')}`,
  'public-addresses': (evidence) =>
    Number(evidence['natGateways']) === 0
      ? `public addresses cost ${money(evidence, 'costUsd')}; the NAT gateways that are there would carry the traffic, at less up to ${evidence['breakEvenGB']} GB a month; with IPv6 neither is needed`
      : `public addresses cost ${money(evidence, 'costUsd')}, ${evidence['natGateways']} NAT gateways ${money(evidence, 'natUsd')}: less as long as fewer than ${evidence['breakEvenGB']} GB a month go through them; with IPv6 neither is needed`,
  'endpoint-pays-off': (evidence) =>
    evidence['type'] === 'gateway'
      ? `image pulls go through NAT: a gateway endpoint for S3, which is free, would save ${money(evidence, 'savedUsd')}`
      : `${evidence['processedGB']} GB go through NAT: an interface endpoint in ${evidence['availabilityZones']} zones pays for itself from ${evidence['breakEvenGB']} GB a month to its service`,
  'logs-above-compute': (evidence) =>
    `logs cost ${money(evidence, 'logsUsd')}, more than the tasks that write them (${money(evidence, 'computeUsd')})`,
  'cross-zone-share': (evidence) =>
    `traffic between zones costs ${money(evidence, 'costUsd')} (${percent(evidence, 'share')} of everything)`,
  'windows-licence': (evidence) => `Windows licences on Fargate cost ${money(evidence, 'costUsd')} (${percent(evidence, 'share')})`,
  'previous-generation-instances': (evidence) =>
    `${evidence['instanceTypes']} are previous-generation types${
      evidence['extraUsd'] === undefined ? '' : `; current ones only: ${changeOf(String(evidence['extraUsd']))}`
    }`,
  'burstable-instances': (evidence) =>
    evidence['surplusVcpuHours'] !== undefined
      ? `${evidence['instanceTypes']} are burstable: ${evidence['surplusVcpuHours']} vCPU-hours above their baseline are in the price`
      : `${evidence['instanceTypes']} are burstable: the price holds while their CPU averages no more than ${evidence['baselineCpuPercent']} %`,
  'undersized-task': (evidence) =>
    `${[
      ...(evidence['cpuUtilization'] === undefined ? [] : [`${percent(evidence, 'cpuUtilization')} of CPU`]),
      ...(evidence['memoryUtilization'] === undefined ? [] : [`${percent(evidence, 'memoryUtilization')} of memory`]),
    ].join(' and ')} used: no headroom`,
  'single-instance-risk': (evidence) =>
    evidence['availabilityZones'] === 1
      ? `all instances (${evidence['instances']}) stand in one availability zone`
      : 'one instance carries every service: its loss stops all of them',
  'single-task-service': () => 'one task: the service is down while it is replaced',
  'waiting-tasks': (evidence) =>
    `tasks wait ${evidence['waitingTaskHours']} h a month for instances to start (${percent(evidence, 'share')} of their time, ${evidence['waitingTasksMost']} at once): what waits is not paid, and not served`,
  'slow-start': (evidence) => `a task takes ${evidence['startupSeconds']} s to start: scaling out and replacements are late by as much`,
  'unequal-cpu-on-fargate': (evidence) =>
    `uses ${percent(evidence, 'cpuUtilization')} of its CPU, and Fargate does not say which CPU generation a task gets: measure before moving`,
  'fargate-vcpu-quota': (evidence) => `${evidence['vcpus']} vCPU at one time on Fargate: a new account's quota is ${evidence['quota']}`,
  'task-quota': (evidence) => `${evidence['taskCount']} tasks: ECS allows ${evidence['quota']} a service`,
  'stale-prices': (evidence) => `rates of ${evidence['table']} were last confirmed on ${evidence['asOf']}, ${evidence['days']} days ago`,
  'estimated-rates': (evidence) => `${money(evidence, 'costUsd')} (${percent(evidence, 'share')}) rest on estimated rates`,
  'cheaper-if-priced': (evidence) =>
    `${option(evidence)} costs at least ${money(evidence, 'atLeastUsd')}, and may be cheaper: no rate for ${evidence['missing']}`,
  'unpriced-parts': (evidence) => `not priced, and not weighed: ${evidence['what']}`,
};

/** `$12.00 a month more`, `$3.00 a month less`. */
function changeOf(text: string): string {
  const change = usd(text);
  return change.isNegative() ? `${formatUsd(usd(text.slice(1)))} a month less` : `${formatUsd(change)} a month more`;
}
