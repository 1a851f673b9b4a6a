import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask } from '../../policies/masks/mask.js';
import { maskKinds } from '../../schema/access.js';

test.each([
  ['an 18-digit number keeps six and four', '371422198503021234', '371422********1234'],
  ['the check character X stays', '37142219850302123x', '371422********123X'],
  ['a 15-digit number keeps six and three: four would tell the day of birth', '371422850302123', '371422******123'],
  ['full-width digits are read', '３７１４２２１９８５０３０２１２３４', '371422********1234'],
  ['17 digits have no known shape', '37142219850302123', null],
  ['a passport has no known shape', 'E12345678', null],
])('citizen id: %s', (_, value, expected) => {
  expect(mask('CITIZEN_ID', value)).toBe(expected);
});

test.each([
  ['a given name of one character', '张三', '张某'],
  ['a given name of two characters', '张建国', '张某'],
  ['a compound surname', '欧阳锋', '欧阳某'],
  ['a compound surname with a long given name', '司马相如', '司马某'],
  ['two characters are surname and given name, even 欧阳', '欧阳', '欧某'],
  ['one character alone keeps nothing', '张', '某'],
  ['a surname outside of the basic plane is one character', '\u{20BB7}田', '\u{20BB7}某'],
  ['a minority name with a dot', '阿依古丽·买买提', '阿某'],
  ['a minority name without a dot', '阿依古丽', '阿某'],
  ['a minority name with another dot', '买买提•艾力', '买某'],
  ['a padded name', '张　三', '张某'],
  ['a foreign name', 'John Smith', 'J.'],
  ['a foreign name with marks', "José O'Neill-García", 'J.'],
  ['a name in Cyrillic', 'Иван Петров', 'И.'],
  ['two people in one field', '张三、李四', null],
  ['a damaged name', '张?', null],
  ['a name with a number in it', '张三1', null],
  ['nothing', '', null],
])('name: %s', (_, value, expected) => {
  expect(mask('NAME', value)).toBe(expected);
});

test.each([
  ['a mobile number', '13812345678', '138****5678'],
  ['with a country code', '+86 138-1234-5678', '138****5678'],
  ['a landline has no known shape', '0534-5221234', null],
  ['a short number has none', '110', null],
])('phone: %s', (_, value, expected) => {
  expect(mask('PHONE', value)).toBe(expected);
});

test.each([
  ['village and door fall away', '山东省宁津县张大庄镇李家村12号', '山东省宁津县'],
  ['the city stays where it is written', '山东省德州市宁津县宁津镇', '山东省德州市宁津县'],
  ['without a province', '宁津县阳光小区3号楼', '宁津县'],
  ['a short province', '内蒙古赤峰市红山区长青街', '内蒙古赤峰市红山区'],
  ['a municipality', '北京市朝阳区建国路1号', '北京市朝阳区'],
  ['a former county', '山东省济南市章丘市明水街道', '山东省济南市章丘市'],
  ['an unknown county ends at the city', '山东省德州市阳光小区3号楼', '山东省德州市'],
  ['a district named 城区', '山西省晋城市城区凤台街', '山西省晋城市城区'],
  ['a village alone', '张大庄镇李家村12号', null],
  ['a residential quarter is no district', '阳光小区3号楼', null],
])('address: %s', (_, value, expected) => {
  expect(mask('ADDRESS', value)).toBe(expected);
});

test.each([
  ['BANK_ACCOUNT', '6222021612001234567', '***************4567'],
  ['BANK_ACCOUNT', '6222 0216 1200 1234', '************1234'],
  ['BANK_ACCOUNT', '1234', null],
  ['PLATE', '鲁N12345', '鲁N****5'],
  ['PLATE', '鲁N·D1234F', '鲁N*****F'],
  ['PLATE', '鲁N1234警', '鲁N****警'],
  ['PLATE', 'N12345', null],
  ['CASE_NUMBER', '(2024)鲁1422刑初123号', '(2024)鲁1422刑初***号'],
  ['CASE_NUMBER', '（2024）鲁1422刑初123号之一', '(2024)鲁1422刑初***号'],
  ['CASE_NUMBER', '(2014)宁刑初字第45号', '(2014)宁刑初字第***号'],
  ['CASE_NUMBER', 'A3714220000002024010001', null],
  ['BIRTH_YEAR', '1985-03-02', '1985'],
  ['BIRTH_YEAR', '1985-03-02T00:00:00+08:00', '1985'],
  ['BIRTH_YEAR', '1985.3.2', null],
  ['DROP', 'anything', null],
] as const)('%s of %s', (kind, value, expected) => {
  expect(mask(kind, value)).toBe(expected);
});

test.each(maskKinds)('%s leaves null null, turns what is not text into null, and goes through lists', (kind) => {
  expect([mask(kind, null), mask(kind, undefined), mask(kind, 42), mask(kind, { a: 1 })]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(mask(kind, [null, '×××'])).toEqual([null, null]);
});

test('no mask gives back what it was given', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^[1-9]\d{14,17}$/),
    fc.stringMatching(/^1\d{10}$/),
    fc.stringMatching(/^[张王李欧阳司马锋国三]{1,4}$/),
    fc.stringMatching(/^\(20\d\d\)鲁1422刑初\d{1,4}号$/),
    fc.stringMatching(/^鲁N[A-Z0-9]{5}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...maskKinds.filter((kind) => kind !== 'ADDRESS')), text, (kind, value) => {
      const masked = mask(kind, value);
      expect(masked === null || masked !== value).toBe(true);
    }),
    { numRuns: 5000, seed: 20261121 },
  );
});
