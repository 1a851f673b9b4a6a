/// <reference types="node" preserve="true" />
/** `plumbline/sdk/testing`: what an adapter is held to. */

export { tableName } from '../table-name.js';
export type { Bench } from './bench.js';
export { type Certificate, digestOfFiles, digestOfReport, signCertificate, verifyCertificate } from './certificate.js';
export { type CertifySetting, certify } from './certify.js';
export type { AdapterCheck, Check, EntityCheck, Need } from './check.js';
export { type ConformanceRow, conformanceTable } from './conformance.js';
export type { Findings } from './findings.js';
export { type Golden, type ReferenceRecord, readGolden, type Tables } from './golden.js';
export { renderJUnit } from './render-junit.js';
export { renderTree, type TreeSetting } from './render-tree.js';
export { type CheckOutcome, type CheckStatus, type Figures, isCertifiable, type Report } from './report.js';
export type { StandingLanding } from './subject.js';
