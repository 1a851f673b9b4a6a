/**
 * What is generated and committed: `command` writes `files` (paths or folders) again, and the check demands that
 * nothing changes by it. The commands run the built program; the check builds it first.
 */
export const generated = [
  {
    name: 'schema',
    command: ['node', 'dist/cli/main.js', 'schema', 'compose'],
    files: ['schema/supergraph.graphql', 'schema/generated'],
  },
  { name: 'reference pages', command: ['node', 'dist/cli/main.js', 'reference'], files: ['docs/reference'] },
];
