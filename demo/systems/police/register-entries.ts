import { policeCodes } from './codes.js';
import type { Entries } from './desk.js';

/** How the police write each fact of their standing registers down. */
export const registerEntries: Entries = {
  DrugUserRecord: (fact, { dirt, cell, code, citizenId, name, life }) => {
    // Some records end before they begin.
    const isSwapped =
      !life.pinned && fact.start !== null && fact.end !== null && dirt.befalls('CONTRADICTION', cell(fact, 'JSRQ'));
    return [
      {
        table: 'T_JD_XDRY',
        row: {
          XDRYBH: fact.recordNo,
          ZJHM: citizenId(fact.person, fact, 'ZJHM'),
          XM: name(fact.person, fact, 'XM'),
          DJRQ: dirt.date(fact.registeredDate, cell(fact, 'DJRQ')),
          GKCSDM: code(policeCodes.GKCS, fact.measure, fact, 'GKCSDM'),
          KSRQ: dirt.date(isSwapped ? fact.end : fact.start, cell(fact, 'KSRQ')),
          JSRQ: dirt.date(isSwapped ? fact.start : fact.end, cell(fact, 'JSRQ')),
          GKXZDM: code(policeCodes.GKXZ, fact.controlStatus, fact, 'GKXZDM'),
        },
      },
    ];
  },
  DrivingLicence: (fact, { dirt, cell, code, citizenId, name, next }) => [
    {
      table: 'T_JG_JSZ',
      row: {
        DABH: next('DA'),
        SFZMHM: citizenId(fact.person, fact, 'SFZMHM'),
        XM: name(fact.person, fact, 'XM'),
        JSZH: fact.licenceNo,
        ZJCX: fact.classes,
        ZTDM: code(policeCodes.JSZZT, fact.status, fact, 'ZTDM'),
        YXQZ: dirt.date(fact.validTo, cell(fact, 'YXQZ')),
        ZXRQ: dirt.date(fact.revokedDate, cell(fact, 'ZXRQ')),
        ZXYY: dirt.text(fact.revokeReason, cell(fact, 'ZXYY')),
      },
    },
  ],
  TrafficViolation: (fact, { dirt, cell, citizenId, name }) => [
    {
      table: 'T_JG_WF',
      row: {
        WFBH: fact.violationNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        WFSJ: dirt.instant(fact.at, cell(fact, 'WFSJ')),
        WFDZ: dirt.text(fact.place, cell(fact, 'WFDZ')),
        JSZH: fact.licenceUsed,
        JZBZ: fact.drunk ? '2' : '0',
        AJBH: fact.caseNo,
      },
    },
  ],
  ExitEntryControl: (fact, { dirt, cell, code, citizenId, name }) => [
    {
      table: 'T_CRJ_BB',
      row: {
        BBBH: fact.controlNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        BBDWMC: dirt.text(fact.reportedBy, cell(fact, 'BBDWMC')),
        BKKSRQ: dirt.date(fact.from, cell(fact, 'BKKSRQ')),
        BKJSRQ: dirt.date(fact.to, cell(fact, 'BKJSRQ')),
        BBZTDM: code(policeCodes.BBZT, fact.status, fact, 'BBZTDM'),
        ZJBGBZ: fact.passportHeld ? '1' : '0',
      },
    },
  ],
  ExitEntryRecord: (fact, { dirt, cell, code, citizenId, name }) => [
    {
      table: 'T_CRJ_JL',
      row: {
        JLBH: fact.recordNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        CRJSJ: dirt.instant(fact.at, cell(fact, 'CRJSJ')),
        CRJKA: dirt.text(fact.port, cell(fact, 'CRJKA')),
        CRBZ: code(policeCodes.CRBZ, fact.direction, fact, 'CRBZ'),
        CRJZJ: fact.document,
      },
    },
  ],
  TravelHit: (fact, { dirt, cell, code, citizenId, name, subjectNo }) => [
    {
      table: 'T_GJ_MZ',
      row: {
        MZBH: fact.hitNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        FSSJ: dirt.instant(fact.at, cell(fact, 'FSSJ')),
        FSDXZQH: fact.hitDivision,
        GJLXDM: code(policeCodes.GJLX, fact.hit, fact, 'GJLXDM'),
        BKDXBH: subjectNo(fact.person),
      },
    },
  ],
  NoticeToCorrections: (fact, { dirt, cell, code, citizenId, name }) => [
    {
      table: 'T_SJ_GYTZ',
      row: {
        TZBH: fact.noticeNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        GYZLDM: code(policeCodes.GYZL, fact.custodyKind, fact, 'GYZLDM'),
        GYKSSJ: dirt.date(fact.custodyStart, cell(fact, 'GYKSSJ')),
        TZSJ: dirt.instant(fact.notifiedAt, cell(fact, 'TZSJ')),
      },
    },
  ],
};
