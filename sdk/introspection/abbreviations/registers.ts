/** Subsidies, pensions, deaths, bids, organisations (domain 2.7). A line: spellings | term | English | codec. */
export const registers = `
tyshxydm tyxydm shxydm xydm uscc|统一社会信用代码|unified social credit code|creditCode
zzjgdm|组织机构代码|organisation code|text
dwmc qymc gsmc|单位名称|name of the organisation|text
dwdm|单位代码|code of the organisation|text
qylx|企业类型|kind of company|text
djzclx|登记注册类型|registration type|code:GB/T 12402
hydm hy hylb|行业|industry|code:GB/T 4754
fddbr frdb|法定代表人|legal representative|personName
fddbrxm frxm|法定代表人姓名|name of the legal representative|personName
fddbrsfzh fddbrzjhm frsfzh|法定代表人公民身份号码|citizen id of the legal representative|citizenId
zczb|注册资本|registered capital|money
zcdz zs|住所|registered office|text
djzt|登记状态|state of the registration|text
jyfw|经营范围|business|text
gd gdmc|股东|shareholder|text
cze rjcze|认缴出资额|subscribed capital|money
btxm btxmmc|补贴项目|subsidy project|text
btxmbh|补贴项目编号|number of the subsidy project|text
btlx btlb|补贴类型|kind of subsidy|text
btje|补贴金额|amount of the subsidy|money
btdx|补贴对象|beneficiary|personName
btbz|补贴标准|rate of the subsidy|money
btmj|补贴面积|area subsidised|decimal
btnd|补贴年度|year of the subsidy|integer
bt|补贴|subsidy|money
bt|标题|title|text
zcmc|政策名称|policy|text
zcwh|政策文号|number of the policy|documentNumber
xmbh|项目编号|number of the project|text
xmmc|项目名称|name of the project|text
xmdw|项目单位|unit of the project|text
xmfzr|项目负责人|head of the project|personName
xmje|项目金额|amount of the project|money
ffrq|发放日期|date of payment|date
ffje|发放金额|amount paid|money
ffzt|发放状态|state of the payment|text
ffny|发放年月|month of payment|text
ffdw|发放单位|unit that pays|text
lqr|领取人|payee|personName
lqje|领取金额|amount received|money
yhzh yhkh kh zh|银行账号|account|text
khyh khh yhmc|开户银行|bank|text
zhm hm|户名|name of the account|personName
cmc cwh cjwyh|村委会|village committee|text
cm|村民|villager|personName
xz xzmc|乡镇|township|text
gsrq|公示日期|date of publication|date
gsqx|公示期限|time of publication|date
bzylj ylj|养老金|pension|money
ylbxh|养老保险号|number of the pension insurance|text
yljlb yllb|养老金类别|kind of pension|text
yljffje|养老金发放金额|pension paid|money
yffylj|应发养老金|pension due|money
sfylj|实发养老金|pension paid|money
ffyf|发放月份|month of payment|text
txrq ltxrq|退休日期|date of retirement|date
tzje|调整金额|amount of the adjustment|money
tfrq|停发日期|date of stopping|date
tfyy|停发原因|reason for stopping|text
ybje|应补金额|amount to be paid later|money
ddje ysje|多领金额|amount overpaid|money
cbdw|参保单位|insured by|text
cbrq|参保日期|date of insurance|date
cbzt|参保状态|state of the insurance|text
shbzh sbkh|社会保障号|social security number|citizenId
zbbh zbxmbh|招标编号|number of the tender|text
zbxm zbxmmc|招标项目|tender|text
zbr|招标人|tenderer|text
zbdw|中标单位|winner|text
zbdw|招标单位|unit that tenders|text
zbje|中标金额|winning amount|money
zbrq|中标日期|date of the award|date
zbrq|招标日期|date of the tender|date
zbdl|招标代理|agent of the tender|text
tbr tbdw|投标人|bidder|text
tbje tbbj|投标报价|bid|money
tbrq|投标日期|date of the bid|date
tbrq|填报日期|date of the report|date
kbrq kbsj|开标时间|time of opening the bids|dateTime
pbrq|评标日期|date of the evaluation|date
pbjg|评标结果|result of the evaluation|text
cgfs|采购方式|way of procurement|text
cgr cgdw|采购单位|purchaser|text
cgje|采购金额|amount of the procurement|money
cgbh|采购编号|number of the procurement|text
gys gysmc|供应商|supplier|text
htbh|合同编号|number of the contract|text
htje|合同金额|amount of the contract|money
htqdrq|合同签订日期|date of the contract|date
xhje hlje|行贿金额|amount of the bribe|money
xhr|行贿人|briber|personName
shr|受贿人|who was bribed|personName
zgzh|资格证号|number of the licence|text
zylb|执业类别|kind of profession|text
zyzt|执业状态|state of the licence|text
zyzh|执业证号|number of the licence|text
bdcdyh|不动产单元号|number of the real estate|text
bdczh|不动产证号|certificate of the real estate|text
qlr|权利人|owner|personName
cclx cczl|财产种类|kind of property|text
ccjz|财产价值|value of the property|money
dzrq|到账日期|date of arrival of the money|date
`;
