/** Community corrections (domain 2.6, 6.3). A line: spellings | term | English | codec. */
export const corrections = `
dxbh jzdxbh dxid jzdxid|矫正对象编号|number of the subject|text
jzdx|矫正对象|subject|personName
jzlb jzlx|矫正类别|kind of correction|text
gllb gljb|管理类别|level of management|code:corrections-management-level
jzzt|矫正状态|state of the subject|text
jzksrq jzqsrq jzqr|矫正开始日期|begin of correction|date
jzjsrq jzzzrq jzzr|矫正结束日期|end of correction|date
jzrq|截止日期|due date|date
zxjg|执行机关|executing organ|text
zxjgdm|执行机关代码|code of the executing organ|text
zxdxzqh|执行地区划|division of execution|code:GB/T 2260
sfs sfsmc|司法所|justice office|text
sfsdm sfsbm|司法所代码|code of the justice office|text
sqjzjg|社区矫正机构|corrections agency|text
zrgb|责任干警|officer responsible|personName
fxdj fxjb|风险等级|risk|text
zdlb|重点类别|categories of attention|text
pjjg|判决机关|organ of the judgment|text
wtjg|委托机关|organ that entrusted|text
wtrq|委托日期|date of the entrustment|date
pgyj|评估意见|opinion of the assessment|text
dcyj|调查意见|opinion of the inquiry|text
pgbh|评估编号|number of the assessment|text
tjrq|提交日期|date of submission|date
tjrq|体检日期|date of the examination|date
wsjsrq wssdrq|收到文书日期|date on which documents came|date
bdrq|报到日期|date of reporting|date
bdsj|报到时间|time of reporting|dateTime
bdqx|报到期限|time limit for reporting|date
bdfs|报到方式|way of reporting|text
bdzq|报到周期|period of the report|text
ybdq|应报到起|due from|date
ybdz|应报到止|due until|date
bgsj|报告时间|time of the report|dateTime
bgfs|报告方式|way of reporting|text
sfyq|是否逾期|whether late|flag
sfyqbd|是否逾期报到|whether reported late|flag
sfbl|是否补录|whether entered later|flag
mbyy|免报原因|why excused|text
czsj zzczsj|组织查找时间|time of the search|dateTime
tzjg|通知机关|organs told|text
xgrq|宣告日期|date of the announcement|date
xgrq|修改日期|date of the change|date
xgsj|宣告时间|time of the announcement|dateTime
xgsj|修改时间|time of the change|dateTime
cjry|参加人员|participants|text
cjrymd|参加人员名单|roster|text
xzcy|小组成员|members of the team|text
sfynxcy|是否有女性成员|whether with a woman|flag
clrq|成立日期|date of forming|date
fanr|方案内容|text of the plan|text
fazy|方案摘要值|digest of the plan|text
zdrq|制定日期|date of making|date
yjyxs|每月教育学习时长|hours of education a month|decimal
ygyxs|每月公益活动时长|hours of service a month|decimal
hdbh|活动编号|number of the session|text
hdrq|活动日期|date of the session|date
hddd|活动地点|place of the session|text
hdzt|活动主题|topic of the session|text
ccbh|场次编号|number of the session|text
jhxs jhsc|计划时长|planned hours|decimal
rdxs rdsc|认定时长|hours credited|decimal
zxxs|自学时长|hours of study at home|decimal
xxsc xxxs|学习时长|hours of study|decimal
qjbh|请假编号|number of the leave|text
qjsy|请假事由|reason for the leave|text
qjlx|请假类型|kind of leave|text
mdd|目的地|destination|text
mddxzqh|目的地区划|division of the destination|code:GB/T 2260
xjrq|销假日期|date of return|date
spjg|审批机关|organ that approved|text
spjg|审批结果|result of the approval|text
spr|审批人|who approved|text
spsj|审批时间|time of approval|dateTime
spyj|审批意见|opinion of the approver|text
sfpz|是否批准|whether approved|flag
sfjcxksx sfjcxwc|是否经常性跨市县|whether across counties often|flag
zqyjrq|征求意见日期|date of the consultation|date
hfrq|回复日期|date of the reply|date
yjrq|移交日期|date of handing over|date
xdbdrq|新执行地报到日期|date of reporting at the new place|date
nqrd|拟迁入地|place to move to|text
nqrdxzqh|拟迁入地区划|division to move to|code:GB/T 2260
bfr lfr|来访人|visitor|personName
csmc|场所名称|name of the place|text
jrsj|进入时间|time of entry|dateTime
sblx zzlx|装置类型|kind of device|text
zzlx|终止类型|kind of termination|text
sbbh sbid|设备编号|number of the device|text
sysy|适用情形|ground|text
gjbh|告警编号|number of the alert|text
gjlx|告警类型|kind of alert|text
gjsj|告警时间|time of the alert|dateTime
gjdxzqh|告警地区划|division of the alert|code:GB/T 2260
qrsj|确认时间|time of the confirmation|dateTime
czqk|处置情况|disposition|text
jd dwjd|定位精度|accuracy|integer
jd|经度|longitude|decimal
wd|纬度|latitude|decimal
fcrq|复查日期|date of the review|date
yfcrq|应复查日期|due date of the review|date
yy|医院|hospital|text
yy|原因|reason|text
fcyy|复查医院|hospital of the review|text
yqyy|延期原因|reason for the extension|text
jclx|奖惩类型|kind of reward or punishment|text
jcyy|奖惩事由|ground of the reward or punishment|text
jcrq|奖惩日期|date of the reward or punishment|date
jgrq|结果日期|date of the result|date
fdrq|辅导日期|date of counselling|date
fdlx|辅导类型|kind of counselling|text
jcjzrq jcrq jjrq|解除矫正日期|date of release|date
jcjzlx|解除矫正类型|kind of release|text
zzjzrq zzrq|终止矫正日期|date of termination|date
zzrq|终止日期|end|date
zzjzlx|终止矫正类型|kind of termination|text
sjzxlx|收监执行类型|kind of recall|text
sjrq sjzxrq|收监日期|date of recall|date
sftzfy|是否通知法院|whether the court was told|flag
sftzjcy|是否通知检察院|whether the procuratorate was told|flag
sftzga|是否通知公安|whether the police were told|flag
jwzxyy|监外执行原因|ground for serving outside prison|text
jdkcqsrq|监督考察起始日期|begin of supervision|date
jdkczzrq|监督考察终止日期|end of supervision|date
ssbh|申诉编号|number of the complaint|text
qd|渠道|channel|text
bgjg|被控告机关|organ complained of|text
fksj|反馈时间|time of the answer|dateTime
sdsj|收到时间|time of receipt|dateTime
qdsj|签到时间|time of signing in|dateTime
qtsj|签退时间|time of signing out|dateTime
sbfs|识别方式|modality|text
bdjg|比对结果|result of the match|text
`;
