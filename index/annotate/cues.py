"""The verbs that tell that somebody said something, and what must follow them. English only."""

from typing import Literal, TypeAlias

# "speech": any clause may follow. "claim": what was said must be a clause, so "that", a
# question word or a finite verb must follow. "act": a noun or an infinitive is enough.
CueKind: TypeAlias = Literal["speech", "claim", "act"]

_SPEECH = """
    say says said saying | tell tells told telling | state states stated stating | add adds added adding
    reply replies replied replying | remark remarks remarked remarking | comment comments commented commenting
    write writes wrote writing | tweet tweets tweeted tweeting | quip quips quipped | joke jokes joked
    shout shouts shouted | exclaim exclaims exclaimed | respond responds responded responding
    answer answers answered | continue continues continued | post posts posted posting | note notes noted noting
    insist insists insisted insisting | retort retorts retorted | counter counters countered
    lament laments lamented | muse muses mused | signal signals signaled signalled | snap snaps snapped
    chime chimes chimed | gush gushes gushed | recount recounts recounted
    | recall recalls recalled recalling | read reads"""
_CLAIM = """
    claim claims claimed claiming | argue argues argued arguing | maintain maintains maintained
    assert asserts asserted asserting | allege alleges alleged alleging | observe observes observed
    report reports reported reporting | reveal reveals revealed revealing | explain explains explained explaining
    admit admits admitted admitting | acknowledge acknowledges acknowledged acknowledging
    suggest suggests suggested suggesting | conclude concludes concluded | predict predicts predicted predicting
    confirm confirms confirmed confirming | contend contends contended | believe believes believed
    fear fears feared | hope hopes hoped | estimate estimates estimated | recommend recommends recommended
    caution cautions cautioned cautioning | complain complains complained complaining
    testify testifies testified testifying | emphasise emphasises emphasised emphasising
    emphasize emphasizes emphasized emphasizing | stress stresses stressed stressing
    declare declares declared declaring | disclose discloses disclosed | concede concedes conceded conceding
    | point points pointed pointing
    think thinks thought | mention mentions mentioned mentioning | reiterate reiterates reiterated reiterating
    boast boasts boasted | reason reasons reasoned | agree agrees agreed | swear swears swore
    inform informs informed | assure assures assured | remind reminds reminded | advise advises advised
    vow vows vowed vowing | promise promises promised promising | pledge pledges pledged pledging
    warn warns warned warning | announce announces announced announcing | deny denies denied denying"""
_ACT = """
    call calls called calling | ask asks asked asking | urge urges urged urging | demand demands demanded demanding
    condemn condemns condemned condemning | praise praises praised praising
    criticise criticises criticised criticising | criticize criticizes criticized criticizing
    welcome welcomes welcomed welcoming | reject rejects rejected rejecting | thank thanks thanked thanking
    regret regrets regretted regretting | apologise apologises apologised apologising
    apologize apologizes apologized apologizing | want wants wanted | defend defends defended defending
    dismiss dismisses dismissed dismissing | propose proposes proposed proposing | accuse accuses accused accusing
    blame blames blamed blaming | congratulate congratulates congratulated congratulating
    describe describes described describing  | dub dubs dubbed dubbing
    characterise characterises characterised | characterize characterizes characterized | label labels labelled
    vow vows vowed | promise promises promised | pledge pledges pledged | warn warns warned
    announce announces announced announcing | deny denies denied denying | appeal appeals appealed"""


SPEECH = frozenset(_SPEECH.replace("|", " ").split())
CLAIM = frozenset(_CLAIM.replace("|", " ").split())
ACT = frozenset(_ACT.replace("|", " ").split())
CUES = SPEECH | CLAIM | ACT
# Any clause may follow these at once; the other verbs want "that", a question word or a finite verb.
FREE = frozenset("say says said tell tells told state states stated".split())
# Without "that" these are cues only beside a quotation.
BESIDE_QUOTES = frozenset(
    """continue continues continued read reads answer answers answered respond responds responded responding post posts
    posted posting comment comments commented commenting quip quips quipped joke jokes joked shout shouts shouted
    exclaim exclaims exclaimed dub dubs dubbed dubbing label labels labelled reply replies replied recall recalls
    recalled point points pointed think thinks thought reason reasons reasoned observe observes observed
    retort retorts retorted counter counters countered lament laments lamented muse muses mused
    signal signals signaled signalled snap snaps snapped chime chimes chimed gush gushes gushed
    recount recounts recounted
    continuing replying""".split()
)
# Rather nouns where a name stands before them: "a Radio Ostland report", "Ostland state radio".
NOUNS = frozenset(
    """state states post posts comment report claim note answer reply call estimate demand praise blame appeal label
    hope fear reason point think fears hopes points labels appeals calls read""".split()
)
# With these, what was said is called something: "called it a disgrace".
NAMING = frozenset(
    """call calls called calling describe describes described describing dub dubs dubbed dubbing label labels labelled
    characterise characterises characterised characterize characterizes characterized""".split()
)
# The hearer may follow at once.
TELLS = frozenset(
    """tell tells told telling inform informs informed assure assures assured remind reminds reminded advise advises
    advised""".split()
)
