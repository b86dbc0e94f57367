"""A desk in the middle of an intake, in words of both languages, for tests of the windows."""

from app.domain.language import Bilingual, Lang
from ui.binding.presentation import (
    BarState,
    ChecklistRow,
    CitationItem,
    DeviceLight,
    FactGroup,
    FactItem,
    FindingItem,
    HeaderState,
    LightState,
    QueueItem,
    QueueState,
    SideState,
    StepItem,
    StepPaneState,
    StepState,
    Tone,
    Verb,
    VerbItem,
    WindowState,
)

LONG_NAME = Bilingual(
    "Бұрын мемлекеттік, жергілікті бюджеттен қаржыландырылатын ұйымдардағы еңбек өтілі мен "
    "жәрдемақы тағайындалғанын растайтын, уәкілетті орган белгілеген нысандағы анықтаманың "
    "нотариат куәландырған көшірмесі",
    "Нотариально засвидетельствованная копия справки о трудовом стаже в организациях, ранее "
    "финансируемых из государственного и местного бюджета, и о назначении пособия по форме, "
    "установленной уполномоченным органом",
)
SERVICE = Bilingual(
    "Білім беру ұйымдарында білім алушыларға академиялық демалыстар беру",
    "Предоставление академических отпусков обучающимся организаций образования",
)


def _two(lang: Lang, kk: str, ru: str) -> str:
    return kk if lang is Lang.KK else ru


def citation(lang: Lang) -> CitationItem:
    """A norm in both languages; the words are made up for tests."""
    return CitationItem(
        label=_two(lang, "Норманы ашу (қаз / рус)", "Открыть норму (қаз / рус)"),
        title=Bilingual("Сынақ норма", "Тестовая норма"),
        text=Bilingual(
            "Қолданылу мерзімі өтіп кеткен құжат ұсынылған кезде өтініш қабылданбайды. " * 6,
            "При представлении документа с истекшим сроком действия заявление не принимается. " * 6,
        ),
        source="Тест / Сынақ, 01.01.2026",
    )


def header(lang: Lang) -> HeaderState:
    """The line at the top."""
    return HeaderState(
        desk=_two(lang, "Терезе 7", "Окно 7"),
        ticket="A 105",
        ticket_note=_two(lang, "10:42 шақырылды · 6 мин күтті", "вызван 10:42 · ожидал 6 мин"),
        practice=_two(lang, "ОҚУ РЕЖИМІ", "УЧЕБНЫЙ РЕЖИМ"),
        case_number="07-000231",
        paper_lang=Lang.KK,
        person="Сынақова А.",
    )


def queue(lang: Lang) -> QueueState:
    """The left zone."""
    intake, issue = _two(lang, "Қабылдау", "Приём"), _two(lang, "Беру", "Выдача")
    booked = _two(lang, "Қабылдау · 11:00-ге жазылған", "Приём · запись 11:00")
    minutes = _two(lang, "мин", "мин")
    return QueueState(
        waiting=14,
        items=(
            QueueItem(
                id="1",
                number="A 105",
                line=intake,
                state=_two(lang, "терезеде", "у окна"),
                tone=Tone.GOOD,
                current=True,
            ),
            QueueItem(id="2", number="A 106", line=booked, wait=f"4 {minutes}"),
            QueueItem(id="3", number="B 031", line=issue, wait=f"9 {minutes}"),
            QueueItem(id="4", number="A 107", line=intake, wait=f"2 {minutes}"),
        ),
        verbs=(
            VerbItem(verb=Verb.NEXT, label=_two(lang, "Келесі", "Следующий")),
            VerbItem(verb=Verb.AGAIN, label=_two(lang, "Қайталау", "Повторить")),
            VerbItem(verb=Verb.PARK, label=_two(lang, "Кейінге қалдыру", "Отложить")),
        ),
    )


def steps(lang: Lang) -> tuple[StepItem, ...]:
    """The staircase at its fourth step."""
    done, now, todo = StepState.DONE, StepState.CURRENT, StepState.AHEAD
    words = (
        ("identify", "Жеке басы", "Личность", done),
        ("choose_service", "Қызмет", "Услуга", done),
        ("consent", "Келісімдер", "Согласия", done),
        ("complete", "Құжаттар", "Документы", now),
        ("pay", "Төлем", "Оплата", StepState.NOT_NEEDED),
        ("sign", "Қол қою", "Подпись", todo),
        ("register", "Қолхат", "Расписка", todo),
    )
    return tuple(StepItem(word, _two(lang, kk, ru), state) for word, kk, ru, state in words)


def step(lang: Lang) -> StepPaneState:
    """The middle zone, with the filled button blocked."""
    return StepPaneState(
        steps=steps(lang),
        verbs=(
            VerbItem(
                verb=Verb.CONTINUE,
                label=_two(lang, "Әрі қарай", "Дальше"),
                primary=True,
                blocked=_two(
                    lang,
                    "болмайды: бір құжаттың қолданылу мерзімі өткен",
                    "нельзя: истёк срок одного документа",
                ),
            ),
            VerbItem(verb=Verb.POSTPONE, label=_two(lang, "Істі кейінге қалдыру", "Отложить дело")),
            VerbItem(
                verb=Verb.REFUSE,
                label=_two(lang, "Қабылдаудан бас тарту", "Отказ в приёме"),
                danger=True,
            ),
        ),
    )


def finding(lang: Lang) -> FindingItem:
    """One thing in the way."""
    return FindingItem(
        id="R-105",
        title=_two(lang, "Құжаттың мерзімі өткен", "Документ просрочен"),
        text=_two(
            lang,
            "Мерзімі өткен құжатпен қабылдауға болмайды.",
            "Приём с просроченным документом невозможен.",
        ),
        advice=_two(
            lang,
            "Бас тарту құжат пен күнді атайды; кез келген күні қайта беруге болады.",
            "Отказ назовёт документ и дату; подать снова можно в любой день.",
        ),
        citation=citation(lang),
    )


def facts(lang: Lang) -> tuple[FactGroup, ...]:
    """The applicant and the dates."""
    return (
        FactGroup(
            title=_two(lang, "Өтініш беруші", "Заявитель"),
            lead="Сынақова Айгүл Серікқызы",
            facts=(
                FactItem(label=_two(lang, "ЖСН", "ИИН"), value="9001 •••• ••17"),
                FactItem(
                    label=_two(lang, "Өкілі", "Представитель"), value=_two(lang, "жоқ", "нет")
                ),
            ),
            note=_two(
                lang,
                "куәлік чипі, 10:43 · бет-жүзін оператор салыстырды",
                "чип удостоверения, 10:43 · лицо сверено оператором",
            ),
        ),
        FactGroup(
            title=_two(lang, "Қазір қабылданса, мерзімдер", "Сроки, если принять сейчас"),
            facts=(
                FactItem(
                    label=_two(lang, "Беру", "Выдача"),
                    value="24.11.2026",
                    strong=True,
                    explain=_two(
                        lang,
                        "2 жұмыс күні; қабылдау күні кірмейді.",
                        "2 рабочих дня; день приёма не входит.",
                    ),
                ),
                FactItem(
                    label=_two(lang, "Берушіден бізге", "От поставщика к нам"),
                    value="23.11.2026, 18:00",
                ),
            ),
        ),
    )


def side(lang: Lang) -> SideState:
    """The right zone with one finding."""
    return SideState(
        findings=(finding(lang),),
        groups=facts(lang),
        applicant_note=_two(
            lang,
            "Құжаттар тізбесі қазақ тілінде ірі көрсетілген",
            "Показан перечень документов на казахском, крупно",
        ),
    )


def bar(lang: Lang) -> BarState:
    """The bar at the bottom, one printer short of paper."""
    ready = LightState.READY
    words = (
        ("eds", "Оператор картасы", "Карта оператора", ready, "", ""),
        ("scanner", "Сканер", "Сканер", ready, "", ""),
        ("camera", "Камера", "Камера", ready, "", ""),
        ("printer", "Принтер", "Принтер", LightState.ATTENTION, "қағаз аз", "мало бумаги"),
        ("display", "Табло", "Табло", ready, "", ""),
    )
    lights = tuple(
        DeviceLight(slot=slot, label=_two(lang, kk, ru), state=state, note=_two(lang, nkk, nru))
        for slot, kk, ru, state, nkk, nru in words
    )
    return BarState(lights=lights, saved=_two(lang, "10:44:12 сақталды", "Сохранено 10:44:12"))


def window(lang: Lang) -> WindowState:
    """Everything around the page."""
    return WindowState(
        header=header(lang), queue=queue(lang), step=step(lang), side=side(lang), bar=bar(lang)
    )


def rows(lang: Lang) -> tuple[ChecklistRow, ...]:
    """A checklist with every tone, one row that blocks, one name of 180 letters and more."""
    return (
        ChecklistRow(
            id="application",
            name=_two(lang, "Өтініш", "Заявление"),
            hint=_two(lang, "қалыптастырылды, өтініш беруші тексерді", "сформировано, проверено"),
            state=_two(lang, "бар", "есть"),
            tone=Tone.GOOD,
            source=_two(lang, "10:44, оператор", "10:44, оператор"),
        ),
        ChecklistRow(
            id="verdict",
            name=_two(lang, "Дәрігерлік комиссия қорытындысы", "Заключение врачебной комиссии"),
            hint=_two(
                lang, "салыстыру үшін түпнұсқа, бірден қайтару", "оригинал для сверки, вернуть"
            ),
            state=_two(lang, "мерзімі 14.11.2026 өткен", "срок истёк 14.11.2026"),
            tone=Tone.STOP,
            source=_two(lang, "беру күніне дейін жарамды", "действительно до даты подачи"),
            citation=citation(lang),
            blocks=True,
        ),
        ChecklistRow(
            id="identity",
            name=_two(lang, "Жеке куәлік", "Удостоверение личности"),
            hint=_two(lang, "мемлекеттің мәліметі: талап етілмейді", "сведения государства"),
            state=_two(lang, "алынды", "получено"),
            tone=Tone.GOOD,
            source=_two(lang, "карта чипі, 10:43", "чип карты, 10:43"),
        ),
        ChecklistRow(
            id="study",
            name=LONG_NAME.in_(lang),
            hint=_two(
                lang,
                "мемлекеттің мәліметі: талап етілмейді",
                "сведения государства: требовать нельзя",
            ),
            state=_two(
                lang, "жүйе жауап бермейді, 2-ші әрекет", "система не отвечает, 2-я попытка"
            ),
            tone=Tone.WARN,
            source=_two(lang, "ақау жоқтық болып саналмайды", "сбой не считается отсутствием"),
            citation=citation(lang),
        ),
    )
