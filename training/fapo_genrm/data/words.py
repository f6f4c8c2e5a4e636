"""Words to sort: everyday English stems with endings, and names, some thousands in all."""

from __future__ import annotations

STEMS = """
able acorn acre actor adopt after agent alarm album alder alien alley almond alpine amber anchor angle ankle apple
april apron arch arena argue armor army arrow artist ash aspen atlas attic august aunt author autumn avenue axis
bacon badge bagel bake balcony ball bamboo band bank bar bark barn barrel basil basket bat bath beach bead beam bean
bear beat beaver bed bee beetle begin bell belt bench berry bike bird bishop black blade blanket blend block bloom
blossom blue boat body bolt bone book boot border bottle bottom boulder bow bowl box branch brass bread break breeze
brick bridge brief bright broad bronze brook broom brother brown brush bubble bucket buffalo build bullet bundle
burn bus bush butter button cabin cable cactus cage cake calm camel camera camp canal candle candy canoe canyon cape
captain car card cargo carpet carrot cart carve castle cat cattle cave cedar cello cement center chain chair chalk
change chapel charm chart cheese cherry chess chest chicken chief chimney choir circle citrus city clay clean clear
cliff climb clock cloud clover coach coal coast coat cobalt cocoa coffee coin cold collar color comet common copper
coral cord corn corner cotton couch count court cousin cover cow crab cradle craft crane crayon cream credit creek
crew cricket crimson crop cross crowd crown crystal cup curb curtain curve custom cycle dairy daisy damp dance dark
dash date dawn day deck deep deer delta dent desert desk dew dial diamond dinner dish ditch dive dock doctor dog
dollar dolphin door double dough dove dragon drain draw dream dress drift drink drive drum dry duck dune dust eager
eagle early earth east echo edge eel effort egg elbow elder elm ember empty engine entry epoch error essay estate
event evening exact example exit extra fabric face factor fair falcon fall family farm fast father feather fence fern
ferry fever fiber fiddle field figure film filter final finch finger fire fish flag flame flat fleet flint float
flock flood floor flour flower flute foam fog fold forest forge fork form fort fossil fountain fox frame fresh
friend frog front frost fruit fuel full funnel gallery game garden garlic gate gather gentle giant ginger giraffe
glacier glass globe glove goat gold goose grain grand granite grape graph grass gravel gray great green grid ground
group grove guard guest guide guitar gulf gull habit hail half hall hammer hand harbor hard hare harp harvest hat
hawk hazel heart heat hedge helmet hen herb hero heron hill hinge history hockey hollow home honest honey hood hook
horizon horn horse hotel house human humble hunger hunt hut ice icon idea index ink inn insect iron island ivory ivy
jacket jade jaguar jam jar jazz jelly jewel join journal journey judge juice jump june jungle junior just kettle key
kid kind king kite kitten knee knife knight knot label labor lace ladder lake lamb lamp lance land lane lantern
large lark laser late laurel lava lawn layer lead leaf learn leather ledge left legend lemon lens leopard letter
level library lid light lilac lily lime limit line linen lion liquid list little lizard lobby local lock log long
loop lotus loud lumber lunar lunch magnet maid mail main major mallet manor maple marble march margin marine market
mask master match meadow measure medal mellow melody melon member mercury metal meter middle mild mill mineral mint
mirror mist model modern moment monday money monk month moon moose moral morning mortar moss moth mother motor mount
mouse mouth muffin mule museum music mustard nail napkin narrow nation native nature navy near neck nectar needle
nephew nest net nickel niece night noble noise noon north note novel number nurse nut oak oar oasis oat ocean
october office olive onion open opera orange orbit orchard orchid order organ origin otter oven owl oxygen oyster
pace packet page paint pair palace palm panda panel paper parade parcel park parrot part party pasta path patrol
peach peanut pear pearl pebble pedal pelican pencil penny pepper perfect person phone photo piano picnic piece
pigeon pillar pilot pine pink pioneer pipe pirate planet plank plant plate plaza plum pocket poem point polar pole
police pond pony poplar port post potato pottery powder prairie prince print prism prize proud public pulse pump
pupil puppy purple puzzle quail quarry quart queen quest quick quiet quill quilt rabbit radar radio raft rail rain
ranch rapid raven razor ready real reef relay rent rescue ribbon rice rich ridge ring ripe river road roast robin
rock rocket roof room root rope rose round royal ruby rug ruler rural saddle safe sail salad salmon salt sand
satin saturn sauce scale scarf scene school science scout screen sea season second seed senior sentence shade
shadow shark sheep shelf shell shield ship shirt shoe shore short shovel shrimp sick side signal silent silk silver
simple singer sister skate sketch sky slate sled sleep slope slow small smart smile smoke smooth snail snake snow
soap soccer social sock soft soil solar soldier solid song sound soup south space spark sparrow spear spice spider
spinach spiral sponge spoon sport spring spruce square squash stable stamp star station steam steel stem step stone
storm stove straw stream street string strong student studio style sugar summer sun sunset super surf swan sweater
swift swing table tailor talent tall tandem tango tape target taxi teacher teal temple tender tennis tent thick thin
thistle thorn thread thunder ticket tide tiger timber title toast tomato tone torch total towel tower town track
trade trail train travel treasure tree trend trick tropic trout truck trumpet trust tulip tunnel turkey turtle twig
twin umbrella uncle under union unit upper urban usual valid valley value vanilla vapor vase velvet vendor venue
verb vessel vest victory view villa vine violet violin virtue visit vivid voice volcano vote voyage wagon waist walk
wall walnut walrus waltz warm wasp water wave wax wealth weather wedge west wet whale wheat wheel whistle white wide
wild willow wind window wing winter wire wise wolf wonder wood wool word work world worm wren wrist yard yarn year
yeast yellow yogurt young zebra zephyr zero zinc zone
""".split()
NAMES = """
aaron abbott adams agnes albert alma anton baker barnes becker bennett boston brandt bruno calvin carson chester
clark clinton cooper dalton daniel darwin dayton denver dorothy duncan edison edwin elliot emerson ernest euler
fisher fleming foster francis franklin gauss geneva gibson gordon grant hamilton harold harvey helen henry hudson
irving isaac jackson jasper jerome johnson kepler kelvin kyoto lambert laura lincoln lisbon london madison marcus
martha milton monica morgan nelson newton nora oliver oscar oslo oxford parker pascal phoenix quincy rachel ramsey
riley rogers russell sandra seattle sherman stella tesla theodore turner utah vera victor vienna wallace watson
webster wilson wright yates york zelda zurich
""".split()
ENDINGS = ("ing", "ed", "er", "ers", "s", "ly", "ness", "less", "ful", "like", "land", "man", "work", "side", "wise")


RESERVED = {"steps", "groups", "lists", "orders", "needs", "works", "word", "words", "list", "order", "letter", "letters",
            "second", "station", "group", "sort", "remaining", "next", "smallest", "break", "work", "step", "time", "need",
            "think", "here", "problem", "first", "place", "under", "map"}
"""Words that solutions use about words."""


def _vocabulary() -> tuple[str, ...]:
    words = set(STEMS) | set(NAMES)
    for k, stem in enumerate(STEMS):
        for j, ending in enumerate(ENDINGS):
            if (k * 7 + j * 3) % 5 == 0 and not (stem.endswith("e") and ending[0] == "e"):
                words.add(stem.rstrip("e") + ending if ending[0] in "ie" else stem + ending)
    return tuple(sorted(words - RESERVED))


VOCABULARY = _vocabulary()
"""Sorted; the same on every machine."""

BY_FIRST: dict[str, tuple[str, ...]] = {
    c: tuple(w for w in VOCABULARY if w[0] == c) for c in sorted({w[0] for w in VOCABULARY})
}
