/** Cases, courts and judgments (domain 2.2, 2.4, 6.3). A line: spellings | term | English | codec. */
export const cases = `
ah|案号|case number|caseNumber
ysah|原审案号|case number of the earlier instance|caseNumber
ypah|原判案号|case number of the judgment|caseNumber
pjsah pjsbh|判决书案号|case number of the judgment|caseNumber
zxah|执行案号|case number of the enforcement|caseNumber
zxyjah|执行依据案号|case number that is enforced|caseNumber
glah|关联案号|related case number|caseNumber
ajbh ajid|案件编号|number of the case|text
ajmc|案件名称|name of the case|text
ajlb ajlx|案件类别|kind of case|text
ajlx|案件领域|domain of law|text
ajzt|案件状态|state of the case|text
ajly|案件来源|source of the case|text
ajxz|案件性质|nature of the case|text
ay aymc|案由|cause|text
aydm|案由代码|code of the cause|code:FYB/T 51203
zm zmmc|罪名|charge|text
zm|证明|certificate|text
zmdm|罪名代码|code of the charge|code:FYB/T 51203
larq lasj|立案日期|date of filing|date
jarq jasj|结案日期|date of closing|date
jafs|结案方式|closing mode|code:court-closing-mode
sarq|受案日期|date of acceptance|date
sarq sasj|收案日期|date of receipt|date
slrq slsj|受理日期|date of acceptance|date
sprq|审判日期|date of trial|date
sprq|审批日期|date of approval|date
ktrq ktsj|开庭日期|date of the hearing|date
xprq|宣判日期|date of pronouncement|date
pjrq|判决日期|date of the judgment|date
cdrq|裁定日期|date of the ruling|date
cdjg|裁定结果|result of the ruling|text
cprq|裁判日期|date of the decision|date
sxrq|生效日期|date of effect|date
sdrq|送达日期|date of service|date
sssqx ssqx|上诉期限|time for appeal|date
ssqmr|上诉期满日|end of the time for appeal|date
sfss|是否上诉|whether appealed|flag
sfks|是否抗诉|whether protested|flag
sfgk|是否公开|whether published|flag
sfswgk|是否上网公开|whether published online|flag
sfjy sfjycx|是否简易程序|whether summary procedure|flag
spcx|审判程序|procedure|code:court-procedure
spzz|审判组织|composition of the court|text
sj|审级|instance|text
sj|时间|time|dateTime
cbr|承办人|person in charge|personName
cbfg|承办法官|judge in charge|personName
spz|审判长|presiding judge|personName
sjy|书记员|clerk|personName
cbbm|承办部门|department in charge|text
zbmj zbr|主办民警|officer in charge|personName
zsr zrr|责任人|person responsible|personName
jbr jbrxm|经办人|handler|personName
lrr|录入人|who entered it|text
lrsj|录入时间|time of entry|dateTime
fymc|法院名称|name of the court|text
fydz|法院代字|short code of the court|courtCode
slfy|受理法院|court seized|text
pjfy|判决法院|court of the judgment|text
wsbh wsh|文书编号|number of the document|text
wszl wslx|文书种类|kind of document|text
wsbt bt|文书标题|title of the document|text
wsmc|文书名称|name of the document|text
wszy|文书摘要值|digest of the document|text
wsnr|文书内容|text of the document|text
wslj gkwslj|文书存储路径|place of the document|text
wh wjh|文号|document number|documentNumber
jdwh jdswh|决定文号|number of the decision|documentNumber
cfjdswh cfwh xzcfjdswh|处罚决定文号|number of the penalty decision|documentNumber
zsbh zsh|证书编号|number of the certificate|text
dsr|当事人|party|personName
dsrxm|当事人姓名|name of the party|personName
ssdw|诉讼地位|role of the party|text
yg|原告|plaintiff|personName
bg|被告|defendant|personName
bgr|被告人|accused|personName
bhr shr|被害人|victim|personName
shr|受害人|victim|personName
sqr|申请人|applicant|personName
bsqr|被申请人|respondent|personName
sqzxr zxsqr|申请执行人|creditor|personName
bzxr|被执行人|debtor|personName
dsr dsren|第三人|third party|personName
zr|证人|witness|personName
wtdlr dlr|委托代理人|agent|personName
ls lsxm|律师|lawyer|personName
bhls|辩护律师|counsel|personName
zf|罪犯|prisoner|personName
ssbd|诉讼标的|amount in dispute|money
ssbde|诉讼标的额|amount in dispute|money
sqbd|诉请标的|claimed amount|money
pjje|判决金额|awarded amount|money
sqzxbd|申请执行标的|amount to be enforced|money
sqzxbde|申请执行标的额|amount to be enforced|money
zxdwje dwje|执行到位金额|enforced amount|money
zxyj|执行依据|what is enforced|text
zxcs|执行措施|measure of enforcement|text
zxtzsrq|执行通知书送达日期|date of the notice to perform|date
zlbgccrq|责令报告财产日期|date of the order to report property|date
zbrq zjbczxrq|终本日期|date of termination for lack of property|date
sfxzxf|是否限制消费|whether consumption is limited|flag
sfsx sfsxbzxr|是否失信|whether listed as dishonest|flag
fbrq|发布日期|date of publication|date
cxrq|撤销日期|date of removal|date
lxqx|履行期限|time for performance|date
lxrq|履行日期|date of performance|date
sfqx sfqxpj|是否缺席判决|whether by default|flag
sftj|是否调解|whether mediated|flag
sfdrtj|是否当日调解|whether mediated on the day|flag
sfzr|是否自认|whether admitted|flag
zjzl|证据种类|kinds of evidence|text
zx zxzl|主刑种类|principal penalty|text
fjx fjxzl|附加刑种类|accessory penalty|text
xq|刑期|term|months
xqn xqnx|刑期年数|years of the term|integer
xqy xqys|刑期月数|months of the term|integer
xqr xqts|刑期日数|days of the term|integer
xqqsrq xqqr xqksrq|刑期起日|begin of the term|date
xqjsrq xqzr xqjzrq|刑期止日|end of the term|date
ypxq|原判刑期|original term|integer
ypxf|原判刑罚|original penalty|text
zdts jyzdrs|羁押折抵日数|days of custody credited|integer
sfhx sfxghx|是否宣告缓刑|whether suspended|flag
hxkyq hxkyqx|缓刑考验期|months of probation|integer
hxqsrq hxkyqqr hxksrq|缓刑考验期起日|begin of probation|date
hxjsrq hxkyqzr hxjzrq|缓刑考验期止日|end of probation|date
bqqx bdzzqlqx|剥夺政治权利期限|months of deprivation|integer
sfbdzzql|是否剥夺政治权利|whether deprived of political rights|flag
fzrq|犯罪日期|date of the offence|date
fzrq|发证日期|date of issue|date
fznl|犯罪时年龄|age at the offence|integer
fzdxzqh|犯罪地区划|division of the offence|code:GB/T 2260
sflf|是否累犯|whether a recidivist|flag
sfzs|是否自首|whether surrendered|flag
sflg|是否立功|whether of merit|flag
sfws|是否未遂|whether attempted|flag
sfgf sfgtfz|是否共同犯罪|whether joint|flag
sfgs|是否过失犯罪|whether negligent|flag
jzl|禁止令|prohibition order|text
jzllx|禁止令种类|kind of prohibition order|text
jznr|禁止内容|what is prohibited|text
cyjz|从业禁止|occupation ban|text
pxzl|判项种类|kind of order|text
yszxrq|移送执行日期|date of referral to enforcement|date
tzrq|通知日期|date of the notice|date
tzrq|调整日期|date of adjustment|date
wssdrq|文书送达日期|date on which documents were served|date
csjcyrq|抄送检察院日期|date of the copy to the procuratorate|date
csgarq|抄送公安日期|date of the copy to the police|date
hzrq|回执日期|date of the receipt|date
jfzx|交付执行|delivery for execution|text
jxys jxfd|减刑月数|months taken off|integer
kyqjsrq|考验期止日|end of probation|date
xxqjsrq|减刑后刑期止日|new end of the term|date
cjrq|出监日期|date of release from prison|date
cjrq|参加日期|date of attendance|date
cjrq|采集日期|date of collection|date
cjrq|创建日期|date of creation|date
yzxjg|原执行机关|place of execution before|text
jyssrq jyssdrq|收到建议书日期|date on which the proposal came|date
cxlx|撤销种类|kind of revocation|text
zdyy|指定医院|designated hospital|text
`;
