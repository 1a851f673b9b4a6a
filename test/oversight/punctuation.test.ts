import { expect, test } from '@jest/globals';
import { fullWidth } from '../../oversight/documents/punctuation.js';

test.each([
  ['自2026年9月4日起77日内无记录,脱离监管:应于10:00前', '自2026年9月4日起77日内无记录，脱离监管：应于10:00前'],
  ['依据(2025)鲁1422刑初12号(计23个月),止日提前30日;', '依据（2025）鲁1422刑初12号（计23个月），止日提前30日；'],
  ['罚金20000.00元(已缴0.00元)、退赔1,234.50元', '罚金20000.00元（已缴0.00元）、退赔1,234.50元'],
  ['corrections-sql · A(1): 8, 9', 'corrections-sql · A(1): 8, 9'],
  ['宁津县司法局:', '宁津县司法局：'],
])('%s is printed as %s', (text, printed) => {
  expect(fullWidth(text)).toBe(printed);
  expect(fullWidth(printed)).toBe(printed);
});
