import { certifying } from './certifying.js';

certifying([
  'subsidies-sql',
  'bribery-sql',
  'licences-sql',
  'social-security-rest',
  'deaths-files',
  'procurement-push',
]);
