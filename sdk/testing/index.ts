/** `plumbline/sdk/testing`: what an adapter is held to. */
export { type CheckResult, checkAdapter, checkBinding } from './check-adapter.js';
