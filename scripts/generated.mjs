/**
 * What is generated and committed: `command` writes `files` (paths or folders) again, and the check demands that
 * nothing changes by it.
 */
export const generated = [];
