import { certifying } from './certifying.js';

certifying(['judgments-sql', 'police-soap', 'enforcement-rest', 'administrative-files']);
