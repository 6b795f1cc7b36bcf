"""Tells quotations that name no practice: slogans, themes, contests, meetings, honours."""

from __future__ import annotations

import re

from kb_build.lexicon.cues import cue, present

# What is quoted is an ordinary contest or event, unless a noun behind makes a name of it:
# “安全知识竞赛”, but “安全生产月”|活动.
EVENT = re.compile(
    r"(?:竞赛|比赛|[大联]赛|运动会|晚会|联欢会|讲座|座谈会|表彰会|研讨会|报告会|交流会|博览会|峰会|年会|培训班|宣传[日周月]|^读书[日周月]|质量月|生产月|周年|仪式|典礼)$|^[^“]*杯$|^[\u4e00-\u9fff]{2}节$"
    # who is honoured or counted on, not what they do: “星级文明户”, “田秀才”
    r"|^[^+＋访进入走送]*(?:[^农大门]户|标兵|能手|家庭|之星|榜样|模范|媳妇|婆婆|专家|秀才|创客|能人|人员|委员|代表)$"
    # a body or what a place became
    r"|^[^+＋]*(?:研究中心|研究院|实验室|委员会|协会|[学分]会|基金会|公司|餐厅|(?:纪念|影像)馆|(?:科学|资源)中心|院士"
    r"|(?<![一二三四五六七八九十])基地|(?:学术|科研|教学|教师|导师|技术|创新|研究)团队|(?:示范|先进|均衡|达标)(?:社区|街道|单位|学校|医院|窗口|[区县市镇村])|(?:服务|突击|先锋|巡逻|巡防|巡护|宣讲|志愿|攻坚|应急|工作|救援|小分)队|百强[县区])$"
)
# What is known as a mechanism stays one with the word work behind it: “三会一课”|工作.
WORK = "工作"

# What stands before a quotation of what one goes by, or leaves behind: 围绕|“三稳一保”,
# 跳出|“被动应付”|模式.
BEFORE_AIM = re.compile("(?:面向|围绕|聚焦|紧扣|锚定|瞄准|紧盯|锁定|秉持|恪守)(?:了|着|好)?$")
BEFORE_FAULT = re.compile(
    "(?:跳出|打破|破除|破解|摒弃|告别|避免|杜绝|克服|扭转|(?<![案盾纷务险])化解|防止|防范|纠正|查处|撬动)了?$"
)
# What one became by an honour: 被省水利厅命名为|“节水示范站”.
BEFORE_HONOUR = re.compile(
    "被[^，。；“”]{0,10}(?:命名|评|授予|列|认定|确定)为(?:全?[国省市县区])?$"
    "|(?:入选|获评|荣获|获得|荣膺|获授|评为|当选|授予|喜获)了?[^，。；“”]{0,12}$"
)
REACH = 18
# What stands right behind a quotation that names an event:
RIGHT_BEHIND = re.compile(
    "|".join(
        (
            # a campaign of study: “……”|专项教育活动, “……”|大讨论
            "(?:专项|专题)?教育(?:整顿|实践)?活动|大讨论",
            # a contest that others hold, told with the place won: 第三届“…”|大赛中, “…”|竞赛二等奖
            "[\u4e00-\u9fff]{0,8}?(?:大赛|[竞比联]赛|活动(?=第))[^，。；]{0,8}?(?:中，|总?决赛|[特一二三].?等奖|[金银铜]奖|优胜|第[一二三]名)",
            # a work that won a prize: “渠船测流”|项目获二等奖
            "项目(?:荣获|获得?|夺得|斩获)[^，。；]{0,24}(?:奖(?![学补励惩扶品])|[冠亚季]军)",
            # days that are an occasion, and a theme in a list: “世界水日”等契机, “……”、“……”等为主题
            r"(?:[、和与及]?“[^“”\n。；]{2,20}”){0,8}(?:等?(?:重要|重大|传统)?(?:契机|节日|节点|时机)|等为主题)",
            # an award: “渠畔工程”|奖
            "奖(?![学补励惩扶品])",
            # one of a row of events: “……”第三次开放日活动
            r"第[一二三四五六七八九十百\d]{1,4}[次届]",
            # what one goes by: “好中取优”|的原则, “标杆”|标准
            "的?(?:[\u4e00-\u9fff]{2}|这[条一]){0,2}(?:原则|方针|标准|作风|主线|精神)|特色的|为特色",
            # a place, goods or guests called so: “云上渠谷”|未来乡村, “渠里”|消费券
            "(?:[一-鿿]{0,2}消费券|未来[乡农][村场]|(?:旅游)?(?:景区|度假区|风景区)|[一-鿿]{0,2}(?:联赛|球队)|(?:学校)?(?:校际)?联谊会"
            "|楼盘|专列|班列|航线|卫星|大桥|隧道)",
            # a meeting: “……”|专题研讨会
            "(?:专题|主题|学术|专项|工作)*(?:(?:研讨|交流|动员|调度|总结|表彰|观摩|报告|推进)会|(?:工作|专题|专项)会议)",
        )
    )
)
# What stands behind a quotation, with the noun behind it, that is something else:
BEHIND = re.compile(
    "|".join(
        (
            # an honour, a principle, the theme of a meeting, a fault: 以“…”|为主题, “小散弱”|的状况
            r"(?:工作)?(?:先进|优秀|示范)(?:集体|个人|单位)|(?:荣誉)?称号|的?(?:(?!方式|形式)[\u4e00-\u9fff]){0,8}?(?:理念|格局|布局|宗旨|口号|愿景)|为(?:主题|主线|目标|契机|核心|重点|发展定位)|的?(?:工作)?总?主题|等?的?(?:状况|现象|局面|困境|顽疾|乱象|难题|通病)",
            # a programme whose people are counted: “攀登计划”|领军人才3人
            r"(?:项目)?(?:青年|领军|拔尖|创新|后备)*(?:人才|专家|学者|人选|获得者|入选者)(?!培[养育])",
            # a test that was passed: 通过“…”|评估验收
            "[^，。；]{0,4}(?:评估|验收|认证|评审|认定|复核|复评)",
            # a part of a text, a page or a show: “甲”“乙”等板块, “甲”“乙”三个方面
            r"(?:[、和与及]?“[^“”\n。；]{2,20}”){0,6}等?(?:[\d一二三四五六七八九十]+个?|几[个大])?"
            r"(?:板块|环节|篇章|章节|单元|展区|[方层]面|维度|阶段|部分|(?:专题|系列)?讲座)",
            # a laboratory by its field: “水质监测”|省重点实验室
            "[\u4e00-\u9fff]{0,8}(?:重点实验室|工程研究中心)",
            # what is taught and studied: “水利工程”|专业, “水文学”等|一级学科
            r"(?:[、和与及]?“[^“”\n。；]{2,20}”){0,4}等?[一二三四五六七八九十两\d]?个?(?:国家|[一二]级|本科|重点|特色|一流|双一流)*"
            r"(?:学科(?!竞赛|辅导|交叉|[社组工营])|专业(?![技课化展社组指服协]|面对面))",
            # what is decided from above, not done: “1+1+9”|工作部署, “双核引领”|发展战略
            "的(?:整体|总体)要求|(?:系列|发展|工作|总体?|惠企|办学|奋斗)*(?:部署|战略|方针|基调|思路|布局|文件|政策|目标)",
        )
    )
)


def names_none(visible: str, quotation: re.Match[str], end: int) -> bool:
    """Whether a quotation names no practice; `end` is where its name ends, with a noun behind it.

    So it is with slogans and ordinary events (unless such a noun makes a name of them), mechanisms,
    and where the words behind tell that something else is quoted.
    """
    inner, after = quotation.group()[1:-1], quotation.end()
    if present("names", "slogan-always")(inner):
        return True
    before = visible[max(0, quotation.start() - REACH) : quotation.start()]
    aim = present("names", "slogan")(inner) or EVENT.search(inner) or BEFORE_AIM.search(before)
    if (end == after and aim) or BEFORE_FAULT.search(before) or BEFORE_HONOUR.search(before):
        return True
    if RIGHT_BEHIND.match(visible, after) or BEHIND.match(visible, end):
        return True
    worked = visible[after:end] == WORK
    return worked and cue("names", "mechanism-known").fullmatch(quotation.group()) is not None
