/** Titles of the tables of referrals to the police (AJYS) and back (FXXJ). */
export const referralTitles = {
  AJYS: {
    移送编号: 'YSBH',
    案件编号: 'AJBH',
    涉嫌罪名: 'SXZM',
    内部报告日期: 'NBBGRQ',
    批准日期: 'PZRQ',
    移送日期: 'YSRQ',
    公安接收日期: 'GAJSRQ',
    公安决定日期: 'GAJDRQ',
    公安决定: 'GAJD',
    公安案件编号: 'GAAJBH',
    证据移交日期: 'ZJYJRQ',
    抄送检察机关日期: 'CSJCRQ',
  },
  FXXJ: {
    衔接编号: 'XJBH',
    不起诉决定书文号: 'BQSWH',
    涉嫌罪名: 'SXZM',
    不起诉日期: 'BQSRQ',
    检察意见日期: 'JCYJRQ',
    回复日期: 'HFRQ',
    处罚决定书文号: 'CFJDSWH',
  },
} as const;
