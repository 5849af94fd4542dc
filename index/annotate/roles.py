"""Words that tell what a name names: titles and offices, organisations, places. English only."""

from article_qa.index.text.people import SPEAKING_PEOPLE as SPEAKING_PEOPLE

# Capitalised before a name, they are no part of it.
TITLES = frozenset(
    """mr mrs ms miss mx dr doctor prof professor sir dame lord lady baroness baron president vice deputy prime minister
    chancellor premier king queen prince princess emperor sultan emir pope cardinal bishop archbishop reverend rev
    father sister brother imam rabbi sheikh ayatollah general gen colonel col major maj captain capt lieutenant lt
    sergeant sgt corporal private admiral commander commissioner inspector superintendent constable officer sheriff
    detective marshal senator sen congressman congresswoman representative rep governor gov mayor councillor
    councilor alderman delegate judge justice attorney prosecutor secretary undersecretary ambassador envoy chief
    chairman chairwoman chair director administrator spokesman spokeswoman spokesperson coach manager editor
    correspondent reporter leader speaker ceo cfo coo founder co-founder head principal headteacher head-teacher
    foreign interior exterior defence defense finance health education energy environment transport justice trade
    state home shadow acting former executive assistant associate emeritus senior junior attorney-general
    lieutenant-governor vice-president mp mep counsel captain midfielder striker goalkeeper defender actor actress
    author singer artist biologist meteorologist economist analyst expert
    specialist secretary-general courtesy historian scientist researcher""".split()
)
# Titles only where another follows: "Home Secretary", but "Home Office" and "State Department".
SOFT_TITLES = frozenset(
    """vice prime foreign interior exterior defence defense finance health education energy environment transport
    trade state home shadow acting former executive assistant associate senior junior head counsel author
    artist""".split()
)
# Titles that never stand at the end of somebody's name; the others may ("Justice", "Prince").
ABBREVIATED_TITLES = frozenset("mr mrs ms dr prof sen gov rep gen lt col sgt capt maj rev st".split())
MEN = frozenset(
    """mr sir lord baron king prince emperor pope father brother chairman spokesman congressman businessman policeman
    fireman fisherman husband son uncle actor grandfather nephew widower man boy waiter""".split()
)
WOMEN = frozenset(
    """mrs ms miss dame lady baroness queen princess sister chairwoman spokeswoman congresswoman businesswoman
    policewoman wife daughter mother aunt actress grandmother niece widow woman girl waitress""".split()
)
SPEAKING_BODIES = frozenset(
    """ministry government agency department company firm group union council court committee commission board bank
    fund institute hospital school church charity brigade military army navy party opposition authority organisation
    organization association society university college team club league federation network newspaper magazine
    broadcaster office bureau service administration coalition alliance campaign family embassy parliament senate
    assembly regime rebels city town village county state prefecture municipality airline airport operator manufacturer
    maker retailer publisher regulator watchdog tribunal foundation trust museum theatre theater zoo observatory
    institution think-tank report study petition complaint affidavit release lawsuit survey document memo letter
    statement proclamation corporation band studio railway utility cooperative militia sect diocese monastery
    inquiry ombudsman""".split()
)
# A name that has one of these is an organisation's.
ORGANISATIONS = frozenset(
    """ministry department agency authority council committee commission board bank fund institute institution
    university college school hospital church party union association society federation league club network news times
    post guardian herald tribune gazette journal observer telegraph press media magazine broadcasting corporation
    company
    inc ltd llc plc corp co group holdings foundation trust museum gallery office bureau service services
    administration court parliament senate congress assembly house army navy force police brigade guard corps
    organisation organization alliance coalition campaign team studios studio records airlines airways motors
    industries systems technologies laboratory laboratories lab centre center academy orchestra theatre theater
    watch international headquarters conference secretariat embassy consulate district command exchange partners
    capital energy insurance labour democrats republicans conservatives greens rangers fc electric motors
    research
    division index star sun mail globe mirror express tribune paper newspaper""".split()
)
# Words of a company's name; unlike those above they are not told with "of".
COMPANIES = frozenset("kaisha salvage shipping lines logistics gmbh holding bros shipbuilding wire".split())
# An office within an organisation may be told with "of": "University of Ostland".
TAKES_OF = frozenset(
    """ministry department university bank council house court church museum institute union republic gulf bay isle city
    state states kingdom board bureau office federation association society college school chamber league academy
    organisation organization centre center commission committee agency army province duchy district port cape strait
    sea lake mount county town battle treaty order bishop-of friends doctors reporters daughters sons voice church
    brotherhood confederation conference parliament assembly institution ombudsman archdiocese diocese trust
    foundation bank secretariat coalition alliance knights people party movement front administration authority
    corporation""".split()
)
PLACES = frozenset(
    """street road lane avenue square bridge river lake sea ocean gulf bay island islands isle mount mountain mountains
    valley county city town village district province region harbour harbor port canal strait cape coast beach forest
    park desert peninsula hill hills north south east west airport station stadium arena republic kingdom
    states""".split()
)
COUNTRIES = frozenset(
    name.strip()
    for name in """afghanistan, albania, algeria, angola, argentina, armenia, australia, austria, azerbaijan, bahrain,
    bangladesh, belarus, belgium, benin, bolivia, bosnia, botswana, brazil, britain, bulgaria, burkina faso, burundi,
    cambodia, cameroon, canada, chad, chile, china, colombia, congo, costa rica, croatia, cuba, cyprus, czechia,
    denmark, dominican republic, ecuador, egypt, el salvador, england, eritrea, estonia, ethiopia, europe, finland,
    france, gabon, gambia, georgia, germany, ghana, greece, greenland, guatemala, guinea, guyana, haiti, honduras,
    hong kong, hungary, iceland, india, indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan,
    jordan, kazakhstan, kenya, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, liberia, libya, lithuania,
    luxembourg, madagascar, malawi, malaysia, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia,
    montenegro, morocco, mozambique, myanmar, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria,
    north korea, norway, oman, pakistan, palestine, panama, paraguay, peru, philippines, poland, portugal, puerto rico,
    qatar, romania, russia, rwanda, saudi arabia, scotland, senegal, serbia, sierra leone, singapore, slovakia,
    slovenia, somalia, south africa, south korea, south sudan, spain, sri lanka, sudan, sweden, switzerland, syria,
    taiwan, tajikistan, tanzania, thailand, togo, tunisia, turkey, turkmenistan, uganda, ukraine, united arab emirates,
    united kingdom, united states, uruguay, uzbekistan, venezuela, vietnam, wales, yemen, zambia, zimbabwe, africa,
    asia, america, antarctica, soviet union, uk, us, usa, u.s, u.k, uae""".split(",")
)
DAYS_AND_MONTHS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs
    fri sat sun christmas easter""".split()
)
# Within somebody's name these may be written small.
PARTICLES = frozenset("de da di del della van von der den ter bin ibn ben al el la le du dos das zu af av abu".split())
PREPOSITIONS = frozenset(
    """of for to with from in at by on against about near after before under over between among like as than into
    through during including via around behind across towards toward within without""".split()
)
