/// <reference types="node" preserve="true" />
/** `plumbline/sdk`: what an integrator holds in the hand, and the only door to it. */
export { z } from 'zod';
export type { Capabilities, Contribution, MaintenanceWindow, ReadContext } from '../schema/adapter.js';
export type { DataFlag, Reading } from '../schema/flags.js';
export type { SourceReason } from '../schema/reader.js';
export type { FieldValue, Scalar } from '../schema/scalar.js';
export type { Codec, CodecForm, Seek, Spelling, Test } from './codec.js';
export { either, isOneOf, otherwise } from './codecs/alternatives.js';
export type { CleanOption, TrustOption } from './codecs/clean-column.js';
export { type CodeOptions, code } from './codecs/code.js';
export type { CodeMap, OwnCode } from './codecs/code-map.js';
export { whenAbsent, whenOneOf, whenPresent } from './codecs/conditional.js';
export { constant } from './codecs/constant.js';
export { date, dateTime, yearMonth } from './codecs/dates.js';
export { type CodeMapOptions, enumeration } from './codecs/enumeration.js';
export { flag } from './codecs/flag.js';
export {
  caseDomain,
  caseNumber,
  citizenId,
  citizenIdBirthDate,
  citizenIdSex,
  courtCode,
  creditCode,
  creditCodeDivision,
  documentNumber,
  policeCaseNumber,
  policePersonNumber,
} from './codecs/identifiers.js';
export { type LimitOptions, limitedTime, type TimeNotation, writeTime } from './codecs/limited-time.js';
export { list } from './codecs/list.js';
export {
  decimal,
  hours,
  integer,
  type MeasureOptions,
  minutes,
  money,
  months,
  mu,
  type NumberOptions,
  squareMetres,
} from './codecs/numbers.js';
export { aliasName, formerName, personName, text } from './codecs/text.js';
export type { ColumnName } from './column.js';
export { complete } from './complete.js';
export { defineAdapter } from './define.js';
export type { AdapterDefinition, AdapterShape, OpenSetting } from './definition/adapter-definition.js';
export {
  type AliveRule,
  type EntityBinding,
  type EntityShape,
  entity,
  type FieldMap,
  type ValuesOf,
} from './entity.js';
export type { ExclusionRule, Negatable } from './exclusion.js';
export type { RawCondition, RawOrder, Shape } from './raw.js';
export type {
  AttachmentPlace,
  DeliverySource,
  LandedAsking,
  LandedPlace,
  LandedTables,
  OpenSource,
  OwnLanding,
  OwnPushes,
  RawQuery,
  RawRecord,
  RawRows,
  Source,
  SourceSetting,
} from './source.js';
export { SourceFailure } from './source-failure.js';
export type {
  DeliveredJson,
  DeliveredSheet,
  DeliveredText,
  DeliveredXml,
  Delivery,
  DeliveryLimits,
  DeliveryOutcome,
  Encoding,
  Refusal,
} from './sources/files/delivery.js';
export { type FilesSettings, files } from './sources/files/files.js';
export type { SftpAccess } from './sources/files/sftp-access.js';
export type { SignedPart, Signing } from './sources/http/signing.js';
export { openLanded } from './sources/landed/landed.js';
export { type MemorySettings, memory } from './sources/memory/memory.js';
export type { AttachmentType } from './sources/push/attachment-type.js';
export { push } from './sources/push/push.js';
export type { PushCredential, PushLimits, PushSettings } from './sources/push/settings.js';
export type { NextInBody, RestPaging } from './sources/rest/paging.js';
export { rest } from './sources/rest/rest.js';
export type {
  RestAuth,
  RestEnvelope,
  RestLogin,
  RestRange,
  RestRequest,
  RestResource,
  RestSettings,
} from './sources/rest/settings.js';
export type { SoapService, SoapSettings } from './sources/soap/settings.js';
export { soap } from './sources/soap/soap.js';
export { mysql, postgres, sqlite } from './sources/sql/definitions.js';
export { type SqlSettings, sql } from './sources/sql/sql.js';
export type { SqlTable } from './sources/sql/table.js';
