"""What letterheads, bulletins and web pages print around a title, in lines of its own."""

from __future__ import annotations

import re

DATE = (
    r"(?:\d{4}|二[〇○零Oo0][一二三四五六七八九〇○零]{2})\s*年"
    r"[\s\d元一二三四五六七八九十〇○零Xx*×＊月至—–~-]{0,12}[月日Xx*]\s*日?"
)
NO_TITLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "place on the site",
        re.compile(
            r"^(?:您|你)?(?:现在|当前|所在)的?位置|^(?:网站)?首页\s*[-—]*[\s>＞»›]|^\S{2,8}网\s+\S"
            r"|\S\s*[>＞»›]+\s*\S+\s*-?[>＞»›]"
        ),
    ),
    (
        "facts of the web page",
        re.compile(
            r"^(?:-\s?)?[\[【]?\s*(?:索引号|(?:主题|体裁|信息)分类|发[布文]机[构关]|发文字号|文号|(?:成文|发布|生成|公开)日期"
            r"|[有时]效性|关键词|主题词|信息来源|来源|(?:浏览|阅读|点击|访问)(?:人次|次数|[量数])|字[体号]|公开(?:方式|时限)|发布时间|责任编辑)\s*[\]】:：]"
            r"|^(?:索\s?引\s?号|发[布文](?:日期|机[构关])|组配分类|公开方式|成文日期|发文字号)\s+\S"
        ),
    ),
    (
        "site",
        re.compile(
            r"^\S{2,12}(?:门户网|政府网|信息网|新闻网|文明网|党建网|网站|首页|信息服务平台)$"
        ),
    ),
    (
        "masthead",
        re.compile(r"^\S{0,12}(?:简报|快报|专报|动态|通讯|信息|专刊|参考|文件|新闻|要闻)$"),
    ),
    ("papers of a meeting", re.compile("会议(?:文件|材料)$")),
    (
        "issue",
        re.compile(r"^[（(]?(?:总?第\s?[\d*Xx一二三四五六七八九十〇]+\s?[期号](?![一-鿿])|增刊)"),
    ),
    ("office and date", re.compile(rf"(?:(?<![汇选简])编|编印|主办)(?:\s|$)|\S\s+{DATE}$")),
    ("date", re.compile(rf"^[（(]?{DATE}[）)]?$|^\S{{2,8}}\d{{1,2}}月\d{{1,2}}日(?:电|讯)$")),
    ("occasion", re.compile(rf"^[（(—－-]*{DATE}[，,]?(?:在.*(?:上|会议|大会)|.*通过)[）)]?$")),
    (
        "rest of the occasion",
        re.compile(
            r"^(?:人民代表大会)?(?:常务委员会)?第[一二三四五六七八九十\d]+次(?:全体)?(?:会议|大会)上?[）)]?$"
        ),
    ),
    (
        "document number",
        re.compile(r"^\S{2,12}[〔\[（(﹝]\s?\d{4}\s?[〕\]）)﹞]\s?第?\s?[\d*Xx]+\s?号$"),
    ),
    (
        "office holder",
        re.compile(
            r"(?:书记|[省市县区局厅院校镇乡]长|检察长|主任|主席|总理|经理|负责同志|负责人)"
            r"(?:\s*(?!的|会|联席会|例会)[\w×*]{2,3})?$"
        ),
    ),
    (
        "stamp",
        re.compile(r"^(?:内部资料|机密|秘密|特急|急件|附件(?![：:]\s*[一-鿿“《])|【?编者按)"),
    ),
)
