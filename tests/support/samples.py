"""Sentences in many scripts, written for tests: a harbour, a keeper, numbers, names, and what joins words."""

from __future__ import annotations

SAMPLES = {
    "de": "Die Straße am Fußgängerweg ist groß; die Größe des Hafens, 5.000 m², kennt „Übermut“ nicht. E-Mail an alle!",
    "fr": "L’œuvre du gardien, aux cœurs d’ici : « où va-t-il ? » Aujourd’hui, 1,8 million d’îles, dit-on à St-Malo.",
    "pl": "Łódź płynie do portu; żółty żagiel, gęś i źdźbło trawy. Rzeczpospolita-Nowa, XIX-wieczna.",
    "tr": "Diyarbakır’da ışık söndü; İstanbul’un iskelesi, çağdaş şiir, Ağrı Dağı’nın gölgesi.",
    "vi": "Người gác đèn ở Đà Nẵng nhìn thấy biển rộng; những con thuyền trở về lúc hoàng hôn.",
    "el": "Ο φύλακας του φάρου είδε το πέλαγος· οι ΝΑΥΤΕΣ γύρισαν, ο Οδυσσέας όχι.",
    "ru": "Смотритель маяка увидел ёлку на берегу; «Йод», сказал он, и объём воды — 12 тонн.",
    "ar": "كتب الحارس التّاريخ متعدّد الألوان؛ السَّفِينَةُ في المَرْسَى، والبحـر هادئ سنة ١٩٤٧.",
    "ar-bare": "كتب الحارس التاريخ متعدد الألوان؛ السفينة في المرسى.",
    "he": "שָׁלוֹם לַשּׁוֹמֵר, אָמַר הַדַּיָּג; הסירה חזרה לנמל.",
    "fa": "نگهبان فانوس می‌رود و کشتی‌ها نمی‌آیند؛ سال ۱۳۵۷ بود.",
    "hi": "दिल्ली का पहरेदार पुस्तक पढ़ता है; समुद्र बहुत शान्त था, १९४७ में।",
    "zh": "守塔人看见港口，三艘船在1947年返回；UN代表说好。",
    "ja": "灯台守は港を見た。船がアレッポから戻り、Su-24Mも来た。",
    "th": "คนเฝ้าประภาคารเห็นท่าเรือ เรือสามลำกลับมาเมื่อปี ๒๕๔๐",
    "en": "Four Su-24M bombers, T-72B3s and F-16s of the mid-1990s: 1.8 each, 5,000 men, 5.56mm rounds (S/2016/846).",
    "en-names": "Sa’id of the Ba'th wrote C++ and C# for U.N. and U.S.S.R. offices, not anti-WhatsApp or MI6-run.",
    "en-joined": "Their co-operation was re-elected by e-mail; the cease-fire held, and O’Brien’s air-strikes didn’t.",
}
"""Language -> text; `ar-bare` is Arabic without vowel signs."""
