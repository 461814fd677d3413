import { readDataGB } from './amounts.ts';
import type { Image, PullPath } from './beside.ts';
import type { KeyOf } from './keys.ts';
import { type Field, type Fields, type Reading, readFields, readOneOf, reportProblem } from './reading.ts';

const REGISTRIES = ['ecr', 'ecr-public', 'other'] as const;
const PULL_PATHS: readonly PullPath[] = ['nat', 'endpoint', 'gateway', 'internet'];

/** What others call the ways to a registry, and registries. */
const PATH_WORDS: ReadonlyMap<string, PullPath> = new Map([
  ...['interface', 'vpc-endpoint', 'interface-endpoint', 'privatelink'].map((word) => [word, 'endpoint'] as const),
  ...['gateway-endpoint', 's3', 's3-gateway'].map((word) => [word, 'gateway'] as const),
  ...['public', 'public-ip', 'igw', 'direct'].map((word) => [word, 'internet'] as const),
  ...['nat-gateway', 'natgateway'].map((word) => [word, 'nat'] as const),
]);
const REGISTRY_WORDS: ReadonlyMap<string, string> = new Map([
  ['ecr', 'ecr'],
  ...['docker', 'dockerhub', 'docker-hub', 'ghcr', 'quay'].map((word) => [word, 'other'] as const),
]);

/** Reads `image`: how large the images of one task are, where they are kept, and how they are pulled. */
export function readImage(reading: Reading, field: Field, of: string): Image | undefined {
  const fields = readFields(reading, field, 'image');
  if (!fields) return undefined;
  const { size, registry: named, path: way, stored } = fields.stated;
  const sizeGB = size && readDataGB(reading, size);
  const registry = named ? readOneOf(reading, named, REGISTRIES, REGISTRY_WORDS) : 'ecr';
  const path = way && readOneOf(reading, way, PULL_PATHS, PATH_WORDS);
  const storedGB = stored && readDataGB(reading, stored);
  if (way && registry === 'other' && (path === 'endpoint' || path === 'gateway'))
    reportProblem(reading, way, { problem: 'leads to ECR only, not to another registry', hint: 'write nat or internet' });
  noteOpen(reading, fields, of);
  if (sizeGB === undefined || !registry) return undefined;
  return { sizeGB, registry, ...(path ? { path } : {}), storedGB: storedGB ?? sizeGB };
}

function noteOpen(reading: Reading, { path, stated }: Fields<KeyOf<'image'>>, of: string): void {
  const assume = (key: string, value: string, why: string): void => void reading.assumptions.push({ path: `${path}${key}`, value, why });
  if (!stated.size) reading.unpriced.push({ what: 'image', of, why: 'image.size is not stated' });
  else if (stated.path)
    assume('', 'pulled at every start of a task on Fargate; on instances once each, and again at a deployment', PULL_WHY);
  else reading.unpriced.push({ what: 'image pulls', of, why: 'image.path is not stated: nat, endpoint, gateway or internet' });
  if (!stated.registry) assume('.registry', 'ecr', 'not stated; a private repository in the same Region');
  if (stated.size && !stated.stored)
    assume('.stored', 'one version of the image', 'not stated; a repository keeps every version that no lifecycle policy removes');
}

const PULL_WHY = 'tasks that run all month were started before it; instances keep the layers of an image';
