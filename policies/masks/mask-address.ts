import { allDivisions } from '../../schema/codes/division-history.js';

// Names by the division they lie in; former names included, for registers keep them.
const names = indexNames();

/**
 * Cuts an address behind its county: `山东省德州市宁津县`, whatever follows. Levels that the text leaves out are left
 * out; an address whose county is not known ends at the city or the province, and one that begins with neither is null.
 * Read from the list of divisions and not by its characters: 阳光小区 ends like a district and is none.
 */
export function maskAddress(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  const province = longest(compact, names.provinces);
  const rest = compact.slice(province.length);
  const city = longest(rest, names.cities);
  const county = longest(rest.slice(city.length), names.counties);
  const kept = compact.slice(0, province.length + city.length + county.length);
  return kept === '' ? null : kept;
}

function longest(text: string, known: ReadonlySet<string>): string {
  // The longest names (自治州, 自治县) have 15 characters.
  for (let length = Math.min(16, text.length); length > 1; length--) {
    const head = text.slice(0, length);
    if (known.has(head)) return head;
  }
  return '';
}

function indexNames() {
  const provinces = new Set<string>();
  const cities = new Set<string>();
  const counties = new Set<string>();
  for (const { code, name } of allDivisions()) {
    if (/^(市辖区|县|省直辖.*|自治区直辖.*)$/.test(name)) continue;
    if (code.endsWith('0000')) provinces.add(name).add(shortName(name));
    else if (code.endsWith('00')) cities.add(name);
    else counties.add(name);
  }
  return { provinces, cities, counties };
}

// Addresses write 内蒙古赤峰市 as often as 内蒙古自治区赤峰市.
function shortName(name: string): string {
  return name.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/, '');
}
