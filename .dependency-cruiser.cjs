/**
 * The stage table. A stage imports only stages with a smaller number; stages with the same number do not know each
 * other. The files directly under src (`estimate.ts`, `index.ts`) stand above all of them, and only the CLI stands above
 * those.
 * test/house/architecture.test.ts checks that every folder under src is listed here and that every module was seen.
 */
const STAGES = {
  units: 0,
  workload: 1,
  demand: 2,
  catalog: 2,
  packing: 2,
  capacity: 3,
  billing: 4,
  comparison: 5,
  advice: 6,
  report: 7,
  cli: 8,
};

/** Stages that may import less than their number allows: packing knows items and bins, and no word of AWS. */
const ONLY = { packing: ['units'] };

const IN_TREE = '^src/';

/** The pipeline itself: `src/estimate.ts`, `src/index.ts` and the few files beside them. */
const TOP = '^src/[^/]+[.]ts$';

/** The rule of one stage: what it may import is itself and everything with a smaller number. */
function importsOnlyEarlierStages([stage, number]) {
  const earlier = Object.keys(STAGES).filter((other) => STAGES[other] < number);
  const allowed = [stage, ...(ONLY[stage] ?? earlier)];
  const pathNot = allowed.map((folder) => `^src/${folder}/`);
  if (stage === 'cli') pathNot.push(TOP);
  return {
    name: `${stage}-imports-only-earlier-stages`,
    comment: `src/${stage} may import ${allowed.join(', ')}, and no later or equal stage. Data moves forward only: take what you need as an argument, or move the shared part to an earlier stage.`,
    severity: 'error',
    from: { path: `^src/${stage}/` },
    to: { path: IN_TREE, pathNot },
  };
}

module.exports = {
  forbidden: [
    ...Object.entries(STAGES).map(importsOnlyEarlierStages),
    {
      name: 'nobody-imports-the-top',
      comment:
        'The files directly under src call the stages; a stage that calls them back turns the pipeline into a knot. Only src/cli may.',
      severity: 'error',
      from: { path: IN_TREE, pathNot: ['^src/cli/', TOP] },
      to: { path: TOP },
    },
    {
      name: 'the-top-does-not-import-the-cli',
      comment: 'The library does not know its CLI: whoever imports ecs-cost gets no argument parser, files or network.',
      severity: 'error',
      from: { path: TOP },
      to: { path: '^src/cli/' },
    },
    {
      name: 'only-stages-live-in-src',
      comment: 'A new folder under src is a new stage: give it a number in STAGES (and in ARCHITECTURE.md) first.',
      severity: 'error',
      from: { path: IN_TREE },
      to: { path: '^src/[^/]+/', pathNot: Object.keys(STAGES).map((stage) => `^src/${stage}/`) },
    },
    {
      name: 'decimal-only-in-money',
      comment:
        'Money is made, added and rounded in src/units/money.ts only: a second Decimal would have another precision. Use its functions.',
      severity: 'error',
      from: { path: IN_TREE, pathNot: '^src/units/money[.]ts$' },
      to: { path: 'node_modules/decimal[.]js/' },
    },
    {
      name: 'node-only-at-the-edges',
      comment:
        'Everything except loading and refreshing tables (src/catalog) and the CLI is pure and runs in a browser: no file, network, clock or environment. Take the value as an argument.',
      severity: 'error',
      from: {
        path: IN_TREE,
        pathNot: [
          '^src/catalog/(load-catalog|data-directory|read-table)[.]ts$',
          '^src/catalog/update/',
          '^src/catalog/cache[^/]*([.]ts$|/)',
          '^src/cli/',
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'aws-client-only-in-update',
      comment: 'Estimates work without the AWS client; only the refresh of tables loads it, with import().',
      severity: 'error',
      from: { path: IN_TREE, pathNot: '^src/catalog/update/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'aws-client-only-on-demand',
      comment: 'Load the AWS client with import() inside the refresh, so that an estimate never pays for it.',
      severity: 'error',
      from: { path: IN_TREE },
      to: { path: 'node_modules/@(aws-sdk|smithy)/', dependencyTypesNot: ['dynamic-import', 'type-only', 'type-import'] },
    },
    {
      name: 'argument-parser-only-in-cli',
      comment: 'Only the CLI parses arguments; the library takes values.',
      severity: 'error',
      from: { path: IN_TREE, pathNot: '^src/cli/' },
      to: { path: 'node_modules/(@types/)?yargs' },
    },
    {
      name: 'report-formats-do-not-import-each-other',
      comment:
        'One file a format. What two formats share (wording, money for people) is a file of its own in src/report that no format owns.',
      severity: 'error',
      from: { path: '^src/report/(?:render-)?(table|json|markdown|csv|html)[.]ts$' },
      to: { path: '^src/report/(?:render-)?(table|json|markdown|csv|html)[.]ts$', pathNot: '^src/report/(?:render-)?$1[.]ts$' },
    },
    {
      name: 'launch-types-do-not-import-each-other',
      comment: 'One file (or folder) a launch type: a new one is added beside the others and changes none of them.',
      severity: 'error',
      from: { path: '^src/capacity/(fargate|ec2|managed-instances)([./-])' },
      to: { path: '^src/capacity/(fargate|ec2|managed-instances)[./-]', pathNot: '^src/capacity/$1[./-]' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'Nothing imports this file and it imports nothing: delete it, or use it. (src/cli/start.ts starts the bundle, which the tree does not see.)',
      severity: 'error',
      from: { orphan: true, path: IN_TREE, pathNot: '^src/cli/start[.]ts$' },
      to: {},
    },
    {
      name: 'src-imports-only-src',
      comment: 'The package ships src alone: tests, scripts, benchmarks and examples use it, never the other way round.',
      severity: 'error',
      from: { path: IN_TREE },
      to: { pathNot: [IN_TREE, 'node_modules/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-declared-dependencies',
      comment:
        'A package that src imports stands in "dependencies"; only what the CLI bundle carries inside may stand in "devDependencies".',
      severity: 'error',
      from: { path: IN_TREE, pathNot: '^src/cli/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere: a typing error, or a package that is not installed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-deprecated-core',
      comment: 'Node has deprecated this module.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['core'], path: '^(punycode|domain|constants|sys|_linklist|_stream_wrap)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|temp)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
