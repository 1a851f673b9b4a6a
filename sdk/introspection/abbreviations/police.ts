/** Police, procuratorate, and the ways between criminal and administrative law (domain 2.5, 2.7). A line: spellings | term | English | codec. */
export const police = `
jqbh jjbh jjdbh|警情编号|number of the incident|text
jqlb jqlx|警情类别|kind of incident|text
jqdj|警情等级|grade of the incident|text
bjsj|报警时间|time of the call|dateTime
bjfs|报警方式|channel of the call|text
bjr|报警人|caller|personName
bjrxm|报警人姓名|name of the caller|personName
bjrdh|报警人电话|phone of the caller|text
jjsj|接警时间|time of answering|dateTime
jjdw|接警单位|unit that answered|text
cjsj|出警时间|time of going out|dateTime
cjsj|创建时间|time of creation|dateTime
cjdw|处警单位|unit that handled|text
cjjg|处警结果|outcome|text
cljg|处理结果|outcome|text
cljg|处理机关|organ that handles|text
bar barxm|报案人|reporter|personName
barzjhm|报案人证件号码|citizen id of the reporter|citizenId
basj barq|报案日期|date of the report|date
fxrq fxsj|发现日期|date of discovery|date
badw|办案单位|unit in charge|text
bamj|办案民警|officer in charge|personName
gaajbh gxajbh|公安案件编号|number of the police case|policeCaseNumber
xsajbh|刑事案件编号|number of the criminal case|policeCaseNumber
fasj|发案时间|time of the offence|dateTime
fadd fsdd|发生地点|place of the offence|text
faddxzqh fsdxzqh|发生地区划|division of the offence|code:GB/T 2260
jyaq|简要案情|summary|text
zasd|作案手段|method|text
zadw|作案地位|role in the offence|text
sscl|损失财物|property lost|text
ssje|损失金额|loss|money
sajz sajzje saje|涉案金额|amount involved|money
fzxyr xyr|犯罪嫌疑人|suspect|personName
xyrxm fzxyrxm|犯罪嫌疑人姓名|name of the suspect|personName
xyrzjhm xyrsfzh|犯罪嫌疑人公民身份号码|citizen id of the suspect|citizenId
sfzt|是否在逃|whether at large|flag
swztrq ztrq|上网追逃日期|date of the wanted notice|date
lajd|立案决定|decision on filing|text
bylarq|不予立案日期|date of the refusal to file|date
bylayy|不予立案原因|reason for not filing|text
carq|撤案日期|date of dropping|date
ysqsrq ysscqsrq|移送审查起诉日期|date of transfer for prosecution|date
yssj|移送时间|time of transfer|dateTime
ysrq|移送日期|date of transfer|date
jsrq|接收日期|date of receipt|date
jsrq|结束日期|end|date
qzcs qzcslx|强制措施|coercive measure|text
cslx cszl|措施种类|kind of measure|text
jlrq|拘留日期|date of detention|date
dbrq|逮捕日期|date of arrest|date
qbhsrq|取保候审日期|date of bail|date
jsjzrq jsjzksrq|监视居住日期|date of residential surveillance|date
jyrq|羁押日期|date of custody|date
jycs|羁押场所|place of custody|text
gycs|关押场所|place of custody|text
kssmc|看守所名称|name of the detention centre|text
jsbh|监所编号|number of the detention centre|text
jsh|监室号|cell|text
rsrq|入所日期|date of entry to custody|date
dqsj|到期时间|time of expiry|dateTime
yqsj|延期时间|time of extension|dateTime
ycsy|延长事由|ground of extension|text
tzjssj|通知家属时间|time at which the family was told|dateTime
tqpbrq tbrq|提请批捕日期|date of the request for arrest|date
pbrq|批捕日期|date of the approval of arrest|date
pbjg|批捕结果|decision on arrest|text
bqsrq|不起诉日期|date of non-prosecution|date
bqsjdswh|不起诉决定文号|number of the decision not to prosecute|documentNumber
qsrq|起诉日期|date of prosecution|date
qsrq|起始日期|begin|date
jcyjrq|检察意见日期|date of the procuratorate's opinion|date
zaajbh|治安案件编号|number of the public-order case|text
wfxw|违法行为|violation|text
wfxwr|违法行为人|violator|personName
wfsx wfsxdm|违法事项|item violated|code:violation-items
cfzl cflx|处罚种类|kind of penalty|text
cfjg|处罚结果|penalty|text
cfrq cfjdrq|处罚日期|date of the penalty|date
cfje|处罚金额|fine|money
fkje fk|罚款金额|fine|money
msje|没收金额|amount confiscated|money
wfsd|违法所得|illegal gains|money
hzje|货值金额|value of the goods|money
jlts|拘留天数|days of detention|integer
sfzxjl|是否执行拘留|whether detention was executed|flag
sqdj sqjb|伤情等级|grade of injury|text
jdrq|鉴定日期|date of the expertise|date
jdrq|决定日期|date of the decision|date
jdsj|决定时间|time of the decision|dateTime
jdjg|决定机关|organ that decided|text
jdjg|鉴定结果|result of the expertise|text
jdjgdm|决定机关代码|code of the organ that decided|text
jdyy|决定原因|ground of the decision|text
jdr|接待人|who received|text
cwmc|财物名称|item seized|text
kyrq kysj|扣押时间|time of seizure|dateTime
kk kamc|口岸|port|text
crjsj|出入境时间|time of crossing|dateTime
crjfx fx|方向|direction|text
jdcs|戒毒措施|measure against addiction|text
gkxz gkzt|管控现状|state of control|text
djrq|登记日期|date of registration|date
djjg|登记机关|registration authority|text
bbdw|报备单位|unit that reported|text
bb|报备|reported|text
bk|边控|border control|text
sfdg sfzjdg|是否代管|whether held in custody|flag
sfbm|是否涉密|whether secret|flag
mj|密级|level of secrecy|text
mj|面积|area|decimal
mj|民警|officer|personName
sfya sfgjaq|是否国家安全案件|whether of state security|flag
sfjz sfjzcl|是否技侦材料|whether from technical investigation|flag
fyrq fysqrq|复议日期|date of reconsideration|date
sffy|是否复议|whether reconsidered|flag
sfss sfxzss|是否诉讼|whether litigated|flag
cgrq cgsdrq|催告日期|date of the demand|date
sqqzzxrq|申请强制执行日期|date of the application for enforcement|date
sfgs|是否公示|whether published|flag
`;
