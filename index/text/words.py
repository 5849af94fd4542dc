"""Words of a text, and which of them tell its subject. The lists are English."""

import re

from article_qa.index.text.keywords import keywords

WORD = re.compile(r"[^\W_]+")
# With the parts that hyphens, apostrophes and dots join.
COMPOUND = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
CONTRACTION = re.compile(r"(?:n[’']t|[’'](?:s|d|m|ll|re|ve)?)$")
# Words that are in most questions and tell nothing of their subject.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before being but by can could
    did do does doing during each for from had has have having he her hers him his how i if in
    into is it its just may me might more most much must my no nor not of off on once or other
    our out over own s same shall she should so some such t than that the their them then there
    these they this those through to too under until up us very was we were what when where
    which while who whom whose why will with would you your""".split()
)
# A question opens with one of these.
ASKING = frozenset(
    """what who whom whose which when where why how is are was were am do does did has have had can could will would
    should may might must tell give explain describe show name list i please let""".split()
)
# Besides the stop words: what questions are made of, whatever they are about.
QUESTION_WORDS = frozenset(
    """able affect affected again ago answer anyone anything available away began begin besides best better big biggest
    ca called came cause causes change changed changes come common compare compared considered current currently curious
    day days describe detail details difference differences different done effect effects else end ended ever every
    example examples exist exists explain famous find first get give go going good great happen happened happening
    happens hello help hi history impact important include included including information instead interested kind kinds
    know largest last learn let like list long look lot made main major make makes making many mean means meant month
    months name named names need needs new now number often ok okay old one ones part parts people per person play
    played plays please popular possible provide question really reason reasons recommend regarding right role said
    same say says see show smallest someone something sorry speak speaking specific start started still sure take taken
    talk talking tell thank thanks thing things think time times today took total true two type types understand unlike
    use used uses using versus via vs want way ways week went win wish without wo won wonder work worked working works
    wrong write wrote year years yes yet""".split()
)


def content_words(query: str) -> list[str]:
    """The words of `query` that name its subject, as the keyword index has them, each once, in order.

    All of its words when nothing else is left.
    """
    words = keywords(query)
    return [word for word in words if word not in STOP_WORDS] or words
