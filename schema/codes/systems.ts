/** A code system: a national or sector standard where there is one, otherwise a list of the hub's own. */
export interface CodeSystem {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly source: string;
  readonly version: string;
  /** Files of `schema/codes/data` that hold the list; none for divisions, which have their own history. */
  readonly files: readonly string[];
  /** Longer codes mean something below the nearest shorter one, and take its label. */
  readonly hierarchical: boolean;
}

const own = 'Plumbline';

/** Every code system that a field of the schema may name. */
export const codeSystems: readonly CodeSystem[] = [
  standard('GB/T 2260', '中华人民共和国行政区划代码', 'Administrative divisions', '2023', [], true),
  standard('GB/T 2261.1', '人的性别代码', 'Sex', '2003', ['sex']),
  standard('GB/T 2261.2', '婚姻状况代码', 'Marital status', '2003', ['marital']),
  standard('GB/T 2261.4', '从业状况代码', 'Employment status', '2003', ['employment']),
  standard('GB/T 2659', '世界各国和地区名称代码', 'Countries and regions (part)', '2000', ['nationality']),
  standard('GB/T 3304', '中国各民族名称的罗马字母拼写法和代码', 'Ethnic groups', '1991', ['ethnicity']),
  standard('GB/T 4658', '学历代码', 'Education', '2006', ['education']),
  standard('GB/T 4754', '国民经济行业分类', 'Industries (sections and common divisions)', '2017', ['industry'], true),
  standard('GB/T 4762', '政治面貌代码', 'Political affiliation', '1984', ['political']),
  standard('GB/T 6565', '职业分类与代码', 'Occupations (major groups)', '2015', ['occupation'], true),
  standard('GB/T 12402', '经济类型分类与代码', 'Registration types', '2000', ['registration-type']),
  standard('GA/T 2000.156', '常用证件代码', 'Kinds of identity document', '2016', ['id-type']),
  // The numbers of the courts' list differ between systems: ours are the article of the criminal law (之一 = 001) and
  // the place in the civil list; local numbers map to them through readCode.
  standard('FYB/T 51203', '案由', 'Causes: charges and civil causes', '2024', ['charges', 'civil-cause']),
  // Police case kinds follow the charges here; the numbers of GA 240.1 map to them through readCode.
  standard('GA 240.1', '案件类别', 'Kinds of police case', '2024', ['charges']),
  list('charges', '罪名', 'Charges', '刑法; 法释〔2024〕3号', '2024-03-01', ['charges']),
  list('civil-cause', '民事案由', 'Civil causes (common ones)', '民事案件案由规定 法〔2020〕346号', '2021-01-01', [
    'civil-cause',
  ]),
  list('courts', '法院代字', 'Courts', '法〔2015〕137号', '2016-01-01', ['courts']),
  list('court-case-type', '案件类型代字', 'Types of court case', '法〔2015〕137号', '2019-01-01', ['case-type']),
  list('court-procedure', '审判程序', 'Court procedures', own, '1', ['court-procedure']),
  list('court-closing-mode', '审判结案方式', 'Closing modes of trials', own, '1', ['court-closing-mode']),
  list('enforcement-closing-mode', '执行结案方式', 'Closing modes of enforcement', '法发〔2014〕26号', '2015-01-01', [
    'enforcement-closing-mode',
  ]),
  list('principal-penalty', '主刑', 'Principal penalties', '刑法 33', '1997', ['principal-penalty']),
  list('accessory-penalty', '附加刑', 'Accessory penalties', '刑法 34, 35', '1997', ['accessory-penalty']),
  list('correction-type', '矫正类别', 'Types of correction', '社区矫正法 2', '2020-07-01', ['correction-type']),
  list('corrections-management-level', '管理类别', 'Levels of management', '社区矫正法 24; provincial rules', '1', [
    'management-level',
  ]),
  list('correction-status', '矫正状态', 'States of a subject', own, '1', ['correction-status']),
  list('coercive-measure', '强制措施', 'Coercive measures', '刑事诉讼法 66–100', '2018', ['coercive-measure']),
  list('public-order-violation', '违反治安管理行为', 'Acts against public order', '治安管理处罚法', '2026-01-01', [
    'public-order',
  ]),
  list('administrative-penalty', '行政处罚种类', 'Kinds of administrative penalty', '行政处罚法 9', '2021-07-15', [
    'administrative-penalty',
  ]),
  list('violation-items', '行政违法事项', 'Administrative violation items', own, '1', ['violation-item']),
  list('police-case-source', '案件来源', 'Sources of police cases', own, '1', ['police-case-source']),
  list('police-incident-category', '警情类别', 'Categories of incident', own, '1', ['police-incident-category']),
  list('police-incident-channel', '报警方式', 'Channels of report', own, '1', ['police-incident-channel']),
  list('administrative-case-source', '行政案件来源', 'Sources of administrative cases', own, '1', [
    'administrative-case-source',
  ]),
  list('corrections-document-kind', '社区矫正文书', 'Documents of corrections', own, '1', [
    'corrections-document-kind',
  ]),
  list('agency-kind', '机关类别', 'Kinds of agency', own, '1', ['agency-kind']),
  list('injury-grade', '人体损伤程度', 'Grades of injury', '人体损伤程度鉴定标准', '2014-01-01', ['injury-grade']),
  list('check-in-excuse', '未报到事由', 'Reasons for a missed check-in', own, '1', ['check-in-excuse']),
  list('education-topic', '教育内容', 'Topics of education', '社区矫正法 36', '1', ['education-topic']),
  list('subsidy-kind', '补贴种类', 'Kinds of subsidy', own, '1', ['subsidy-kind']),
  list('licensed-profession', '执业许可种类', 'Licensed professions', own, '1', ['licensed-profession']),
];

const byId: ReadonlyMap<string, CodeSystem> = new Map(codeSystems.map((system) => [system.id, system]));

export function findCodeSystem(id: string): CodeSystem | null {
  return byId.get(id) ?? null;
}

function standard(
  id: string,
  title: string,
  titleEn: string,
  version: string,
  files: readonly string[],
  hierarchical = false,
): CodeSystem {
  return { id, title, titleEn, source: id, version, files, hierarchical };
}

function list(
  id: string,
  title: string,
  titleEn: string,
  source: string,
  version: string,
  files: readonly string[],
): CodeSystem {
  return { id, title, titleEn, source, version, files, hierarchical: false };
}
