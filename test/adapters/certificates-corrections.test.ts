import { certifying } from './certifying.js';

certifying(['corrections-sql', 'correction-devices']);
